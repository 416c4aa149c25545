package nl.rijkscloud.pages;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.http.PreparedContent;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.http.SecurityHeaders;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.vault.RecoveryKey;

/** The pages that people see and the files they are made of, rendered once for all event loops. Immutable. */
public final class WebPages {
    /** {@code GET /api/openapi.yaml}: this interface, described. */
    public static final class ApiDescription implements Handler<RoutingContext> {
        private final Buffer description;

        public ApiDescription() {
            try (var file = ApiDescription.class.getResourceAsStream("/api/openapi.yaml")) {
                description = Buffer.buffer(file.readAllBytes());
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }

        @Override
        public void handle(RoutingContext ctx) {
            ctx.response().putHeader("Content-Type", "application/yaml").end(description);
        }
    }

    private static final Duration SECURITY_TXT_LIFE = Duration.ofDays(180); // RFC 9116 section 2.5.5: less than a year

    private final Site site;
    private final Assets assets;
    private final Pages pages;

    private WebPages(Site site, Assets assets, Pages pages) {
        this.site = site;
        this.assets = assets;
        this.pages = pages;
    }

    /** Reads and renders everything; blocking. Throws when a page, text or package is missing. */
    public static WebPages load(Config config, Instant now) {
        var site = site(config, now);
        var texts = Stream.of(Language.values())
                .collect(Collectors.toMap(Function.identity(), language -> Texts.load(language, site)));
        var assets = Assets.load(texts, config.organisation().theme());
        return new WebPages(site, assets, Pages.render(site, texts, assets));
    }

    /** The table of pages. */
    public void mount(Router router) {
        Routing.read(router, "/", PageHandler.personal(pages, "welkom"));
        Routing.read(router, "/gegevens", PageHandler.personal(pages, "gegevens"));
        Routing.read(router, "/controleer-uw-email", PageHandler.personal(pages, "controleer"));
        Routing.read(router, "/verstuur/:link", PageHandler.personal(pages, "verstuur"));
        Routing.read(router, "/toevoegen/:link", PageHandler.personal(pages, "toevoegen"));
        Routing.read(router, "/ontvang/:link", PageHandler.personal(pages, "ontvang"));
        Routing.read(router, "/rapportage/:link", PageHandler.personal(pages, "rapportage"));
        Routing.read(router, "/inspectie", PageHandler.personal(pages, "inspectie"));
        Routing.read(router, "/inspectie/verzending/:id", PageHandler.personal(pages, "inspectie-verzending"));
        Routing.read(router, "/inspectie/verzending/:id/code/:recipient",
                PageHandler.personal(pages, "inspectie-code"));
        Routing.read(router, "/inspectie/codes", PageHandler.personal(pages, "inspectie-codes"));
        Routing.read(router, "/inspectie/lijst/:id", PageHandler.personal(pages, "inspectie-lijst"));
        Routing.read(router, "/inspectie/wachtrijen", PageHandler.personal(pages, "inspectie-wachtrijen"));
        Routing.read(router, "/inspectie/logboek", PageHandler.personal(pages, "inspectie-logboek"));
        Routing.read(router, "/inspectie/persoon", PageHandler.personal(pages, "inspectie-persoon"));
        Routing.read(router, "/inspectie/helpdesk", PageHandler.personal(pages, "inspectie-helpdesk"));
        Routing.read(router, "/inspectie/accounts", PageHandler.personal(pages, "inspectie-accounts"));
        Routing.read(router, "/inspectie/accounts/lijst", PageHandler.personal(pages, "inspectie-accounts-lijst"));
        Routing.read(router, "/inspectie/instellingen", PageHandler.personal(pages, "inspectie-instellingen"));
        Routing.read(router, "/inspectie/bewaren", PageHandler.personal(pages, "inspectie-bewaren"));
        Routing.read(router, "/inspectie/cijfers", PageHandler.personal(pages, "inspectie-cijfers"));
        Routing.read(router, "/inspectie/vernietiging", PageHandler.personal(pages, "inspectie-vernietiging"));
        Routing.read(router, "/inspectie/vernietigingsstop",
                PageHandler.personal(pages, "inspectie-vernietigingsstop"));
        Routing.read(router, "/inspectie/adresboek", PageHandler.personal(pages, "inspectie-adresboek"));
        Routing.read(router, "/inspectie/voorkeuren", PageHandler.personal(pages, "inspectie-voorkeuren"));
        Routing.read(router, "/inspectie/aanmelden", PageHandler.personal(pages, "aanmelden"));
        Routing.read(router, "/inspectie/terug", PageHandler.personal(pages, "aanmelden"));
        Routing.read(router, "/inspectie/afgemeld", PageHandler.personal(pages, "aanmelden"));
        Routing.read(router, "/inspectie/verzoek", PageHandler.personal(pages, "verzoek"));
        Routing.read(router, "/inspectie/verzenden", PageHandler.personal(pages, "verzenden"));
        Routing.read(router, "/inspectie/verzenden/:id", PageHandler.personal(pages, "verzenden"));
        Routing.read(router, "/toegankelijkheid", PageHandler.open(pages, "toegankelijkheid"));
        Routing.read(router, "/hulp", new HelpHandler(pages));
        Routing.read(router, "/handleiding", PageHandler.personal(pages, "handleiding"));
        Routing.read(router, "/test", PageHandler.personal(pages, "test"));
        Routing.read(router, "/controleer", PageHandler.personal(pages, "bewijs"));
        Routing.read(router, "/privacy", PageHandler.open(pages, "privacy"));
        Routing.read(router, "/.well-known/security.txt", new SecurityTxtHandler(site));
        Routing.read(router, "/favicon.ico", AssetHandler.alone(assets, "img/favicon.ico"));
        Routing.read(router, "/assets/*", new AssetHandler(assets));
    }

    /** The page for an address that does not exist. */
    public Handler<RoutingContext> notFound() {
        return PageHandler.failure(pages, Pages.NOT_FOUND, 404);
    }

    /**
     * The page for a request whose address cannot be read. In the default language, because nothing of the request is
     * read.
     */
    public PreparedContent unreadable() {
        return pages.page(Pages.NOT_FOUND, Language.DEFAULT);
    }

    /** The page for an error of the portal. */
    public Handler<RoutingContext> outOfOrder() {
        return new ErrorPage(pages, Pages.FAILURE, 500);
    }

    /** The page for a service that the portal depends on and that does not answer. */
    public Handler<RoutingContext> unavailable() {
        return new ErrorPage(pages, Pages.FAILURE, 503);
    }

    /** The page for maintenance, which also has the operator's note. */
    public BiConsumer<RoutingContext, String> maintenance() {
        return new ErrorPage(pages, Pages.MAINTENANCE, 503)::answer;
    }

    /** The page at the former public name, for every address there. */
    public Handler<RoutingContext> moved() {
        return PageHandler.personal(pages, Pages.MOVED);
    }

    public SecurityHeaders headers() {
        return new SecurityHeaders(site.secure());
    }

    private static Site site(Config config, Instant now) {
        var organisation = config.organisation();
        return new Site(
                config.server().publicUrl(),
                config.server().former().map(Config.Former::url),
                organisation.name() + " Rijkscloud",
                organisation.fullName(),
                organisation.name(),
                organisation.phone(),
                config.mail().from(),
                organisation.contactName(),
                organisation.contactEmail(),
                (int) config.retention().unfinished().toDays(),
                (int) config.retention().people().toDays(),
                (int) config.retention().contacts().toDays(),
                config.requests().maxAnswers(),
                config.recovery().publicKeyFile().map(WebPages::keyId),
                organisation.privacyEmail().orElse(organisation.contactEmail()),
                URI.create(organisation.securityContact()),
                now.plus(SECURITY_TXT_LIFE),
                config.staff().signIn() == Config.SignIn.OIDC,
                config.codes().readOut());
    }

    private static String keyId(Path file) {
        try {
            return RecoveryKey.read(file).shownId();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
