package nl.rijkscloud.upload;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Failure;

/**
 * The tus resumable upload protocol 1.0 (tus.io/protocols/resumable-upload): a handler that stands before every route
 * of it, and the headers that these routes share.
 */
final class Tus implements Handler<RoutingContext> {
    static final String PATH = TransferJson.UPLOADS;
    static final String VERSION = "1.0.0";
    static final String CONTENT_TYPE = "application/offset+octet-stream";

    /**
     * The second is for networks that refuse media types they do not know. No form can send either, and the other
     * headers are still required.
     */
    private static final Set<String> BODIES = Set.of(CONTENT_TYPE, "application/octet-stream");

    static final String RESUMABLE = "Tus-Resumable";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String METADATA = "Upload-Metadata";

    private static final String CHECKSUM = "Upload-Checksum";
    private static final String ALGORITHMS =
            Arrays.stream(Checksum.Algorithm.values()).map(Checksum.Algorithm::toString)
            .collect(Collectors.joining(","));
    /** Headers of extensions that change a request's meaning, so that ignoring them would be wrong. */
    private static final List<String> UNSUPPORTED = List.of("Upload-Concat", "Upload-Defer-Length");

    private static final String EXPIRES = "Upload-Expires";
    private static final String EXTENSIONS = "creation,creation-with-upload,expiration,termination,checksum";

    private final Config.Documents limits;

    Tus(Config.Documents limits) {
        this.limits = limits;
    }

    /**
     * Pauses the body until a route reads it, answers {@code OPTIONS}, and refuses other versions and unsupported
     * extensions.
     */
    @Override
    public void handle(RoutingContext ctx) {
        ctx.request().pause();
        ctx.response().putHeader(RESUMABLE, VERSION);
        if (ctx.request().method().name().equals("OPTIONS")) {
            answerOptions(ctx);
        } else if (!VERSION.equals(ctx.request().getHeader(RESUMABLE))) {
            ctx.response().putHeader("Tus-Version", VERSION);
            ctx.fail(Failure.of(Failure.Kind.PRECONDITION, "tus-version", "This server speaks tus " + VERSION + "."));
        } else {
            UNSUPPORTED.stream().filter(ctx.request().headers()::contains).findFirst().ifPresentOrElse(
                    header -> ctx.fail(unsupported(header)), ctx::next);
        }
    }

    private static Failure unsupported(String header) {
        return Failure.of(Failure.Kind.MALFORMED, "tus-extension",
                "This server does not speak the extension of " + header
                + ". Send each document whole, with Upload-Length.").with("header", header);
    }

    private void answerOptions(RoutingContext ctx) {
        ctx.response()
                .setStatusCode(204)
                .putHeader("Tus-Version", VERSION)
                .putHeader("Tus-Extension", EXTENSIONS)
                .putHeader("Tus-Checksum-Algorithm", ALGORITHMS)
                .putHeader("Tus-Max-Size", Long.toString(limits.maxSize()))
                .end();
    }

    static boolean hasUploadBody(HttpServerRequest request) {
        var type = request.getHeader("Content-Type");
        return type != null && BODIES.contains(type);
    }

    /**
     * The number of bytes in a header; empty without that header. Throws {@code MALFORMED} when it holds anything else.
     */
    static OptionalLong bytes(HttpServerRequest request, String header) {
        var text = request.getHeader(header);
        if (text == null) {
            return OptionalLong.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw malformed(header);
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    static long requiredBytes(HttpServerRequest request, String header) {
        return bytes(request, header).orElseThrow(() -> malformed(header));
    }

    /**
     * The checksum that the client gives of the body, if any. Throws {@code MALFORMED} when it is no checksum or of an
     * unknown algorithm.
     */
    static Optional<Checksum> checksum(HttpServerRequest request) {
        var header = request.getHeader(CHECKSUM);
        if (header == null) {
            return Optional.empty();
        }
        var parts = header.split(" ", -1);
        if (parts.length != 2) {
            throw malformed(CHECKSUM);
        }
        var algorithm = Checksum.Algorithm.of(parts[0]).orElseThrow(() -> Failure.of(
                Failure.Kind.MALFORMED, "checksum-algorithm", "Upload-Checksum: this server knows "
                + ALGORITHMS + "."));
        try {
            var sum = Base64.getDecoder().decode(parts[1]);
            if (sum.length == algorithm.length()) {
                return Optional.of(new Checksum(algorithm, sum));
            }
        } catch (IllegalArgumentException notBase64) {
            // answered below
        }
        throw malformed(CHECKSUM);
    }

    static Failure malformed(String header) {
        return Failure.of(Failure.Kind.MALFORMED, "malformed", header + " is missing or not understood.");
    }

    static void putExpiry(HttpServerResponse response, Instant until) {
        response.putHeader(EXPIRES, DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC)));
    }
}
