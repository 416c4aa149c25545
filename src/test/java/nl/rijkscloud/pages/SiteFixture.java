package nl.rijkscloud.pages;

import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.http.SecurityHeaders;
import nl.rijkscloud.kernel.Language;

/** The pages as the real server serves them, for tests: real files, real router, sample values of an organisation. */
public record SiteFixture(Site site, Map<Language, Texts> texts, Assets assets, Pages pages) {

    public static SiteFixture make() {
        return make(false);
    }

    /** @param oidc true when staff sign in with an identity provider */
    static SiteFixture make(boolean oidc) {
        return make(oidc, Optional.empty());
    }

    /** @param recoveryKey the id of the recovery key, in a portal that has one */
    static SiteFixture make(boolean oidc, Optional<String> recoveryKey) {
        var site = new Site(URI.create("https://igj.rijkscloud.nl"),
                Optional.of(URI.create("https://oud.igj.nl")), "IGJ Rijkscloud",
                "Inspectie Gezondheidszorg en \"Jeugd\"", "IGJ", "088-120 5000", "no-reply@igj.rijkscloud.nl",
                "Meldpunt", "Meldpunt@igj.nl", 14, 365, 365, 20, recoveryKey, "privacy@igj.nl",
                URI.create("mailto:security@igj.nl"),
                Instant.parse("2027-06-01T12:00:00.123Z"), oidc, true);
        var texts = new EnumMap<Language, Texts>(Language.class);
        for (Language language : Language.values()) {
            texts.put(language, Texts.load(language, site));
        }
        Assets assets = Assets.load(texts, Optional.empty());
        return new SiteFixture(site, texts, assets, Pages.render(site, texts, assets));
    }

    /** A small URL table of the pages. */
    void mount(Router router) {
        router.route().handler(new SecurityHeaders(site.secure()));
        router.route("/assets/*").handler(new AssetHandler(assets));
        router.route("/").handler(PageHandler.open(pages, "welkom"));
        router.route("/verstuur/:link").handler(PageHandler.personal(pages, "verstuur"));
        router.route("/.well-known/security.txt").handler(new SecurityTxtHandler(site));
        router.route().last().handler(PageHandler.failure(pages, Pages.NOT_FOUND, 404));
    }
}
