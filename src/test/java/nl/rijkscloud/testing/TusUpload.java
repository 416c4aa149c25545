package nl.rijkscloud.testing;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The upload of one document, as a tus client sees it. */
public record TusUpload(PortalClient client, String path) {
    public static final String ROOT = "/api/uploads";
    public static final String BODY = "application/offset+octet-stream";

    /** Creates a document. Throws when the portal refuses it. */
    public static TusUpload create(PortalClient client, String name, long length) {
        return of(client, announce(client, length, "filename " + base64(name)));
    }

    /** Creates a document; returns the portal's response. */
    public static HttpResponse<String> announce(PortalClient client, long length, String metadata) {
        return client.send("POST", ROOT, BodyPublishers.noBody(),
                "Tus-Resumable", "1.0.0", "Upload-Length", Long.toString(length), "Upload-Metadata", metadata);
    }

    /** Creates a document with its first bytes. */
    public static HttpResponse<String> announce(PortalClient client, long length, String name, byte[] first) {
        return client.send("POST", ROOT, BodyPublishers.ofByteArray(first),
                "Tus-Resumable", "1.0.0", "Upload-Length", Long.toString(length),
                "Upload-Metadata", "filename " + base64(name), "Content-Type", BODY);
    }

    /** The upload in the response to its creation. */
    public static TusUpload of(PortalClient client, HttpResponse<String> created) {
        if (created.statusCode() != 201) {
            throw new IllegalStateException(created.statusCode() + " " + created.body());
        }
        return new TusUpload(client, created.headers().firstValue("Location").orElseThrow());
    }

    public String id() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public HttpResponse<String> append(long offset, byte[] bytes) {
        return append(offset, BodyPublishers.ofByteArray(bytes));
    }

    public HttpResponse<String> append(long offset, BodyPublisher body) {
        return client.send("PATCH", path, body,
                "Tus-Resumable", "1.0.0", "Upload-Offset", Long.toString(offset), "Content-Type", BODY);
    }

    public HttpResponse<String> head() {
        return client.send("HEAD", path, BodyPublishers.noBody(), "Tus-Resumable", "1.0.0");
    }

    public HttpResponse<String> delete() {
        return client.send("DELETE", path, BodyPublishers.noBody(), "Tus-Resumable", "1.0.0");
    }

    /** The offset that the portal reports. Throws when the portal does not know the upload. */
    public long offset() {
        return offsetIn(head());
    }

    /** The same document for another browser. */
    public TusUpload by(PortalClient other) {
        return new TusUpload(other, path);
    }

    public static long offsetIn(HttpResponse<String> response) {
        return response.headers().firstValueAsLong("Upload-Offset")
                .orElseThrow(() -> new IllegalStateException(response.statusCode() + " " + response.body()));
    }

    public static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
