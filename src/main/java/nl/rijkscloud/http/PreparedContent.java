package nl.rijkscloud.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.vault.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A response body in memory: plain and, where that is smaller, compressed once at start-up. The two are different
 * representations, so each has its own strong ETag (RFC 9110 section 8.8.3.3). Immutable, safe for use from any thread;
 * nobody writes to the buffers.
 *
 * @param type the media type
 * @param gzip null when compression does not make it smaller
 * @param tag the ETag of the plain bytes, without quotes
 */
public record PreparedContent(String type, Buffer plain, @Nullable Buffer gzip, String tag) {
    /** The coding, unless its weight says that it is not wanted (RFC 9110 section 12.5.3). */
    private static final Pattern GZIP = Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    public static PreparedContent of(String type, byte[] bytes) {
        byte[] zipped = compressible(type) ? zip(bytes) : bytes;
        Buffer gzip = zipped.length < bytes.length ? Buffer.buffer(zipped) : null;
        return new PreparedContent(type, Buffer.buffer(bytes), gzip, digest(bytes));
    }

    /** Answers with these bytes, or with 304 when the browser has them already. An error page is always sent whole. */
    public void answer(RoutingContext context, int status, String cacheControl) {
        HttpServerResponse response = context.response();
        var zipped = acceptsGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING)) ? gzip : null;
        String etag = '"' + tag + (zipped == null ? "" : "-gz") + '"';
        response.headers().set(HttpHeaders.CACHE_CONTROL, cacheControl).set(HttpHeaders.ETAG, etag);
        if (gzip != null) {
            response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (status == 200 && matches(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            response.setStatusCode(304).end();
            return;
        }
        Buffer body = zipped == null ? plain : zipped;
        response.headers().set(HttpHeaders.CONTENT_TYPE, type)
                .set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (zipped != null) {
            response.headers().set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setStatusCode(status);
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }

    public static String digest(byte[] bytes) {
        return Base64Url.text(Arrays.copyOf(Sha256.of(bytes), 15));
    }

    /** Compares weakly, as If-None-Match requires (RFC 9110 section 13.1.2). */
    private static boolean matches(String header, String etag) {
        if (header == null) {
            return false;
        }
        for (String one : header.split(",", 0)) {
            String trimmed = one.trim();
            if (trimmed.equals("*") || trimmed.equals(etag) || trimmed.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean acceptsGzip(String header) {
        return header != null && GZIP.matcher(header).find();
    }

    private static boolean compressible(String type) {
        return type.startsWith("text/") || type.startsWith("application/json") || type.startsWith("image/svg");
    }

    private static byte[] zip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
