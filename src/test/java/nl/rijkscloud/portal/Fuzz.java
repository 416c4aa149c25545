package nl.rijkscloud.portal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Makes requests from docs/api/openapi.yaml: described requests with one oddity. The same seed makes the same requests.
 */
final class Fuzz {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
            "PROPFIND", "get", "TRACE", "CONNECT", "X");
    private static final List<String> TEXTS = List.of(
            "", "x", "%zz", "%", "%00", "%ff", "%c3%28", "%2e%2e%2f", "..", "//", "\\", "'", "\"", "<b>", "{{7*7}}",
            "${jndi:x}", "+", ";", "%0d%0aX:1", "null",
            "-1", "0", "1e400", "99999999999999999999", "true", "294277-01-01T00:00:00Z", "+1000000000-01-01T00:00:00Z",
            "-1000000000-12-31T23:59:59Z",
            "2026-02-30T00:00:00Z", "2026-11-29T00:00:00Z", "AAAAAAAAAAAAAAAAAAAAAA",
            "f_________8AAAAAAAAAAAAAAAAAAAAA", "A".repeat(300), "%E2%80%AE");
    private static final List<String> JSON = List.of(
            "null", "true", "0", "-1", "1e400", "1E-400", "99999999999999999999", "[]", "{}", "[[]]", "[null]", "\"\"",
            "\"x\"", "\"\\u0000\"", "\"\\ud800\"",
            "\"\\u202e\"", "\"294277-01-01T00:00:00Z\"", "\"+1000000000-01-01T00:00:00Z\"", "\"2026-13-01\"",
            "\"0000-00-00\"", "\"a@igj.nl\"", "\"+31612345678\"",
            "\"" + "x".repeat(5000) + "\"", "{\"a\":{\"b\":[{}]}}");
    private static final List<String> TYPES = List.of(
            "application/json", "application/json; charset=utf-16", "APPLICATION/JSON", "application/json;",
            "text/plain", "multipart/form-data",
            "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "application/offset+octet-stream",
            "*/*", "a", "/", "\u00e9");
    private static final List<String> HEADERS = List.of(
            "Range: bytes=0-", "Range: bytes=-0", "Range: bytes=9223372036854775807-", "Range: bytes=0-0,2-2",
            "Range: x", "If-Range: \"", "If-Match: *",
            "If-None-Match: W/\"x", "If-Modified-Since: 31 Feb", "Cookie: =", "Cookie: __Host-session=",
            "Cookie: __Host-session=x; __Host-session=y",
            "Cookie: ,__Host-session=A", "Origin: null", "Sec-Fetch-Site: cross-site", "X-Forwarded-For: ,,",
            "X-Forwarded-For: ::ffff:1.2.3.4%eth0",
            "X-HTTP-Method-Override: DELETE", "X-HTTP-Method-Override: PATCH", "Tus-Resumable: 0.2",
            "Tus-Resumable: 1.0.0", "Upload-Offset: -1",
            "Upload-Offset: 99999999999999999999", "Upload-Length: -1", "Upload-Length: 0",
            "Upload-Length: 9223372036854775808",
            "Upload-Metadata: filename", "Upload-Metadata: filename =", "Upload-Metadata: filename ====",
            "Upload-Metadata: ,", "Upload-Concat: partial",
            "Upload-Defer-Length: 1", "Upload-Checksum: sha1 x", "Expect: 100-continue", "Expect: x",
            "Accept-Language: \u00ff", "Accept-Encoding: ;q=",
            "Connection: Upgrade", "Upgrade: h2c", "Upgrade: websocket", "HTTP2-Settings: x", "Content-Encoding: gzip",
            "TE: trailers");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.2", "HTTP/2.0", "HTTP/3.0", "HTTP/0.9", "HTTP/9.9", "HTTP/1.10", "HTTP/1", "HTTQ/1.1", "x");
    private static final List<String> HOSTS = List.of("", "a b", "[", "[::1", "x:y", "localhost:99999999", "\u00e9",
            "@", "a@b", "/", "%zz", "localhost:");
    private static final byte[] MULTIPART = "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    /** One operation of the description: the documented statuses, and the parts of its address and body. */
    private record Operation(String path, String method, Set<Integer> statuses, List<String> query,
            List<String> members) {}

    /**
     * @param described the documented statuses of this method and address; empty for an unknown operation
     * @param whole false when its body is cut off or missing, so that no response is required
     */
    record Request(byte[] bytes, Set<Integer> described, boolean whole) {
        /** Its first line, for messages. */
        @Override
        public String toString() {
            var text = new String(bytes, 0, Math.min(bytes.length, 1500), StandardCharsets.ISO_8859_1);
            return text.replace("\r\n", " | ");
        }
    }

    private final List<Operation> operations = new ArrayList<>();
    private final List<String> pages;
    private final Random random;
    private final String host;

    /**
     * @param host the value for {@code Host}
     * @param pages addresses that the description does not contain
     */
    Fuzz(long seed, String host, List<String> pages) throws IOException {
        this.random = new Random(seed);
        this.host = host;
        this.pages = pages;
        try (InputStream file = Fuzz.class.getResourceAsStream("/api/openapi.yaml")) {
            var document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
            read(document, (Map<?, ?>) document.get("paths"));
        }
    }

    /** @param cookie the cookie of a session with access, or empty */
    Request next(String cookie) {
        var operation = one(operations);
        var page = chance(8);
        var method = chance(8) ? one(METHODS) : page ? "GET" : operation.method();
        var target = (page ? one(pages) : operation.path())
                .replaceAll("\\{\\w+}", java.util.regex.Matcher.quoteReplacement(segment())) + query(operation);
        var version = chance(20) ? "HTTP/1.0" : chance(30) ? one(VERSIONS) : "HTTP/1.1";
        var lines = new ArrayList<String>();
        if (!(version.equals("HTTP/1.0") && chance(2))) {
            lines.add("Host: " + (chance(15) ? one(HOSTS) : host));
        }
        if (chance(30)) {
            target = one(List.of("http://" + host + target, "http://other" + target, "*", target.substring(1), "http:",
                    "//" + target, target + "#x"));
        }
        lines.add("Connection: close");
        if (!cookie.isEmpty()) {
            lines.add("Cookie: " + cookie);
        }
        for (var more = random.nextInt(3); more > 0; more--) {
            lines.add(one(HEADERS));
        }
        return request(method, target, version, lines, body(operation),
                page ? Set.of() : operation.method().equals(method) ? operation.statuses() : Set.of());
    }

    private Request request(String method, String target, String version, List<String> lines, byte[] body,
            Set<Integer> described) {
        var multipart = chance(12);
        var whole = true;
        var content = multipart ? MULTIPART : body;
        if (content.length > 0 || chance(3)) {
            lines.add("Content-Type: "
                    + (multipart ? "multipart/form-data; boundary=b" : chance(6) ? one(TYPES) : "application/json"));
            if (chance(15)) {
                whole = false;
                lines.add("Transfer-Encoding: "
                        + one(List.of("chunked", "chunked", "gzip, chunked", "identity", "xchunked")));
                content = one(List.of("0\r\n\r\n", "zz\r\n", "5\r\n{}\r\n", "-1\r\n\r\n", "2\r\n{}\r\n0\r\n\r\n",
                        "ffffffffffffffff\r\n{}", "2\r\n{}xx0\r\n\r\n"))
                        .getBytes(StandardCharsets.US_ASCII);
            } else {
                whole = !chance(40);
                lines.add("Content-Length: "
                        + (whole ? content.length : one(List.of("-1", "x", "99999999999999999999", "0", "70000"))));
            }
        }
        var head = (method + " " + target + " " + version + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var bytes = new byte[head.length + content.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(content, 0, bytes, head.length, content.length);
        return new Request(bytes, described, whole);
    }

    private String segment() {
        return chance(3) ? UUID.nameUUIDFromBytes(new byte[] {(byte) random.nextInt()}).toString() : one(TEXTS);
    }

    private String query(Operation operation) {
        var parts = new ArrayList<String>();
        for (var name : operation.query()) {
            if (chance(2)) {
                parts.add(name + (chance(20) ? "" : "=" + (chance(3) ? UUID.randomUUID() : one(TEXTS))));
            }
        }
        if (chance(10)) {
            parts.add(one(TEXTS) + "=" + one(TEXTS));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private byte[] body(Operation operation) {
        if (operation.members().isEmpty()) {
            return new byte[0];
        }
        if (chance(8)) {
            return one(List.of("", "{", "[]", "null", "\u0000", "{\"a\":}", "[".repeat(2000), "{}{}", "\"x\""))
                    .getBytes(StandardCharsets.UTF_8);
        }
        var members = new ArrayList<String>();
        operation.members().forEach(member -> members.add("\"" + member + "\":" + one(JSON)));
        return ("{" + String.join(",", members) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private void read(Map<?, ?> document, Map<?, ?> paths) {
        paths.forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
            if (operation instanceof Map<?, ?> described && described.get("responses") instanceof Map<?, ?> responses) {
                var statuses = new TreeSet<Integer>();
                responses.keySet().forEach(status -> statuses.add(Integer.valueOf(status.toString())));
                var query = new ArrayList<String>();
                parameters(document, (Map<?, ?>) item, described, query);
                var members = new TreeSet<String>();
                members(document, described.get("requestBody"), members);
                operations.add(new Operation(
                        path.toString(), method.toString().toUpperCase(java.util.Locale.ROOT), statuses, query,
                        List.copyOf(members)));
            }
        }));
    }

    private static void parameters(Map<?, ?> document, Map<?, ?> item, Map<?, ?> operation, List<String> query) {
        for (var holder : List.of(item, operation)) {
            if (holder.get("parameters") instanceof List<?> list) {
                list.forEach(parameter -> {
                    var resolved = resolved(document, parameter);
                    if ("query".equals(resolved.get("in"))) {
                        query.add(resolved.get("name").toString());
                    }
                });
            }
        }
    }

    /** Flattens the names of all nested properties to the top level: odd enough. */
    private static void members(Map<?, ?> document, Object node, Set<String> names) {
        if (node instanceof Map<?, ?> map) {
            if (map.containsKey("$ref")) {
                members(document, resolved(document, map), names);
            } else {
                if (map.get("properties") instanceof Map<?, ?> properties) {
                    properties.keySet().forEach(name -> names.add(name.toString()));
                }
                map.values().forEach(value -> members(document, value, names));
            }
        } else if (node instanceof List<?> list) {
            list.forEach(value -> members(document, value, names));
        }
    }

    private static Map<?, ?> resolved(Map<?, ?> document, Object node) {
        Object found = node;
        if (node instanceof Map<?, ?> map && map.get("$ref") instanceof String reference) {
            found = document;
            for (var step : reference.substring(2).split("/")) {
                found = ((Map<?, ?>) found).get(step);
            }
        }
        return found instanceof Map<?, ?> map ? map : new HashMap<>();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
