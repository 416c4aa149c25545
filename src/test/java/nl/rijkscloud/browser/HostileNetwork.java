package nl.rijkscloud.browser;

import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.rijkscloud.browser.HostileProxy.Obstacle;

/**
 * A network environment of users, and the expected outcome of an upload there.
 *
 * @param words the sentence that the page ends with; null when everything gets through
 */
record HostileNetwork(String name, Obstacle obstacle, String words) {
    private static final String OFFSET_TYPE = "application/offset+octet-stream";
    static final String GONE = "De verbinding is weg. Wij gaan vanzelf verder.";
    static final String STRANGER = "Wij krijgen antwoord van uw netwerk en niet van onze server.";
    static final String BLOCKED = "Uw netwerk laat uw documenten niet door.";

    /** One of each kind; all of them together take minutes. */
    static HostileNetwork[] usual() {
        var names = Set.of("no more than 300 kB, by 413 and a closed line", "every body is cut at 400 kB",
                "held until whole, three times in vain",
                "the first bytes vanish", "no PATCH, 501", "neither PATCH nor unknown media types",
                "no HEAD, 403, and a cut",
                "nothing that carries bytes, 403", "the answer to the last bytes gets lost",
                "the answer to Verstuur gets lost",
                "a lie about the offset", "a hotel's page for everything", "nothing is answered any more");
        return Stream.of(ofBytes(), ofRequests(false), ofAnswers()).flatMap(Stream::of)
                .filter(network -> names.contains(network.name()))
                .toArray(HostileNetwork[]::new);
    }

    boolean passes() {
        return words == null;
    }

    static HostileNetwork passes(String name, Obstacle obstacle) {
        return new HostileNetwork(name, obstacle, null);
    }

    static HostileNetwork tells(String words, String name, Obstacle obstacle) {
        return new HostileNetwork(name, obstacle, words);
    }

    /** Bodies that are too large, withheld, delayed or cut off. */
    static HostileNetwork[] ofBytes() {
        return new HostileNetwork[] {
            passes("no more than 1 MiB, by 413",
                    when(r -> r.length() > 1 << 20, r -> r.answer(413, "Request Entity Too Large"))),
            passes("no more than 300 kB, by 413 and a closed line",
                    when(r -> r.length() > 300_000, r -> r.refuse(413, "Request Entity Too Large"))),
            passes("no more than 600 kB, by a closed line", when(r -> r.length() > 600_000, HostilePassage::cut)),
            passes("every body is held until it is whole", HostilePassage::forwardBuffered),
            passes("every body is cut at 400 kB", when(HostilePassage::carriesBytes, r -> r.cutAfter(400_000))),
            passes("held until whole, three times in vain",
                    first(3, HostilePassage::carriesBytes, r -> r.answer(504, "Gateway Timeout"),
                    HostilePassage::forwardBuffered)),
            passes("the first bytes vanish", first(1, HostilePassage::carriesBytes, HostilePassage::swallow)),
            passes("503 for a while, after the whole body",
                    first(4, HostilePassage::carriesBytes, r -> r.answer(503, "Service Unavailable"))),
            passes("502 once", first(1, HostilePassage::carriesBytes, r -> r.answer(502, "Bad Gateway"))),
            passes("429 twice", first(2, HostilePassage::carriesBytes, r -> r.answer(429, "Retry-After", "7"))),
            passes("408 once", first(1, HostilePassage::carriesBytes, r -> r.answer(408, "Request Timeout"))),
            tells(BLOCKED, "no body at all, by 413",
                    when(HostilePassage::carriesBytes, r -> r.answer(413, "Request Entity Too Large"))),
            tells(BLOCKED, "bytes vanish for ever", when(HostilePassage::carriesBytes, HostilePassage::swallow)),
            tells(BLOCKED, "503 for ever, for bytes only",
                    when(HostilePassage::carriesBytes, r -> r.answer(503, "Service Unavailable"))),
        };
    }

    /**
     * Methods, media types and headers that an intermediary does not accept.
     *
     * @param contentComesWithCreation the document is so small that it needs no other request
     */
    static HostileNetwork[] ofRequests(boolean contentComesWithCreation) {
        return new HostileNetwork[] {
            passes("no PATCH, 405", when(r -> r.is(PATCH), r -> r.answer(405, "Method Not Allowed"))),
            passes("no PATCH, 501", when(r -> r.is(PATCH), r -> r.answer(501, "Not Implemented"))),
            passes("no PATCH, 403", when(r -> r.is(PATCH), r -> r.answer(403, "Forbidden"))),
            passes("no PATCH, a closed line", when(r -> r.is(PATCH), HostilePassage::cut)),
            passes("no unknown media type, 415", when(r -> r.hasType(OFFSET_TYPE), r -> r.answer(415, "Unsupported"))),
            passes("no unknown media type, 403 at once",
                    when(r -> r.hasType(OFFSET_TYPE), r -> r.refuse(403, "Forbidden"))),
            passes("neither PATCH nor unknown media types",
                    when(r -> r.is(PATCH) || r.hasType(OFFSET_TYPE), r -> r.answer(403, "Blocked by policy"))),
            passes("no HEAD, 403, and a cut", when(r -> r.is(HEAD), r -> r.answer(403, ""), cutOnce())),
            passes("no HEAD, 405, and a cut", when(r -> r.is(HEAD), r -> r.answer(405, ""), cutOnce())),
            passes("HEAD is 200 without our headers, and a cut",
                    when(r -> r.is(HEAD), r -> r.answer(200, ""), cutOnce())),
            passes("answers lose the headers that nobody knows", r -> r.forwardAndStripTheAnswer(
                    "Tus-Resumable", "Upload-Offset", "Upload-Length", "Upload-Expires", "Upload-Metadata")),
            tells(BLOCKED, "nothing that carries bytes, 403",
                    when(HostilePassage::carriesBytes, r -> r.answer(403, "Forbidden"))),
            tells(BLOCKED, "no creation, 403", when(HostilePassage::creates, r -> r.answer(403, "Forbidden"))),
            tells(BLOCKED, "requests lose the headers that nobody knows",
                    r -> r.forwardWithout("Tus-Resumable", "Upload-Offset", "Upload-Length", "Upload-Metadata")),
            new HostileNetwork("no PATCH, and its substitute is undone",
                    when(r -> r.is(PATCH), r -> r.answer(405, "Method Not Allowed"),
                    r -> r.forwardWithout("X-HTTP-Method-Override")), contentComesWithCreation ? null : BLOCKED),
            tells(BLOCKED, "every body is called text",
                    when(HostilePassage::carriesBytes, r -> r.forwardAs("text/plain"))),
        };
    }

    /** Responses that are lost, or that come from an intermediary. */
    static HostileNetwork[] ofAnswers() {
        return new HostileNetwork[] {
            passes("the answer to the last bytes gets lost",
                    first(2, HostilePassage::carriesBytes, HostilePassage::forwardAndLoseTheAnswer)),
            passes("the answer to the creation gets lost",
                    first(1, HostilePassage::creates, HostilePassage::forwardAndLoseTheAnswer)),
            passes("the answer to Verstuur gets lost",
                    first(1, HostilePassage::submits, HostilePassage::forwardAndLoseTheAnswer)),
            passes("Verstuur is answered by somebody else",
                    first(2, HostilePassage::submits, r -> r.answer(200, "Welcome"))),
            passes("a hotel's page, until somebody signs in",
                    first(3, r -> r.creates() || r.carriesBytes(), r -> r.answer(200, "Welcome"))),
            passes("204 for bytes that went nowhere", first(2, HostilePassage::carriesBytes, r -> r.answer(204, ""))),
            passes("a lie about the offset", first(1, HostilePassage::carriesBytes, HostileNetwork::lie)),
            tells(STRANGER, "a hotel's page for everything",
                    when(r -> r.is(PATCH) || r.is(POST) || r.asks(), r -> r.answer(200, "Welcome"))),
            tells(STRANGER, "511 for bytes",
                    when(HostilePassage::carriesBytes, r -> r.answer(511, "Network Authentication Required"))),
            // Browsers hide a 407 from the page when it comes from a server that is not their proxy.
            tells(BLOCKED, "407 for bytes",
                    when(HostilePassage::carriesBytes, r -> r.answer(407, "Proxy Authentication Required"))),
            tells(STRANGER, "another page for everything",
                    when(r -> r.creates() || r.asks() || r.carriesBytes(), r -> r.answer(302, "Location", "/"))),
            tells(GONE, "nothing is answered any more",
                    when(r -> r.creates() || r.asks() || r.carriesBytes(), HostilePassage::swallow)),
            tells(GONE, "every line is closed",
                    when(r -> r.creates() || r.asks() || r.carriesBytes(), HostilePassage::cut)),
        };
    }

    private static void lie(HostilePassage request) {
        request.request().response().putHeader("Tus-Resumable", "1.0.0");
        var offset = request.creates() ? "0" : request.request().getHeader("Upload-Offset");
        request.answer(204, "Upload-Offset", Long.toString(Long.parseLong(offset) + request.length()));
    }

    private static Obstacle cutOnce() {
        return first(1, HostilePassage::carriesBytes, r -> r.cutAfter(300_000));
    }

    private static Obstacle when(Predicate<HostilePassage> which, Obstacle harm) {
        return when(which, harm, HostilePassage::forward);
    }

    private static Obstacle when(Predicate<HostilePassage> which, Obstacle harm, Obstacle otherwise) {
        return request -> (which.test(request) ? harm : otherwise).meet(request);
    }

    private static Obstacle first(int count, Predicate<HostilePassage> which, Obstacle harm) {
        return first(count, which, harm, HostilePassage::forward);
    }

    private static Obstacle first(int count, Predicate<HostilePassage> which, Obstacle harm, Obstacle otherwise) {
        var met = new AtomicInteger();
        return request -> (which.test(request) && met.getAndIncrement() < count ? harm : otherwise).meet(request);
    }
}
