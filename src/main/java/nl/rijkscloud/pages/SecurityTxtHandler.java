package nl.rijkscloud.pages;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.http.PreparedContent;
import nl.rijkscloud.kernel.Language;

/** {@code /.well-known/security.txt} (RFC 9116), made of the configuration. Event loop; immutable. */
final class SecurityTxtHandler implements Handler<RoutingContext> {
    private final PreparedContent text;

    SecurityTxtHandler(Site site) {
        String lines = """
                Contact: %s
                Expires: %s
                Preferred-Languages: %s
                Canonical: %s/.well-known/security.txt
                """.formatted(site.securityContact(), site.securityExpires().truncatedTo(ChronoUnit.SECONDS),
                Stream.of(Language.values()).map(Language::code).collect(Collectors.joining(", ")),
                site.publicUrl());
        text = PreparedContent.of("text/plain; charset=utf-8", lines.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void handle(RoutingContext context) {
        text.answer(context, 200, "public, max-age=86400");
    }
}
