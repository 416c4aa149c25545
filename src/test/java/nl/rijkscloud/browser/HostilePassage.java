package nl.rijkscloud.browser;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** One request at a {@link HostileProxy}, with methods that tamper with it. Runs on the event loop. */
record HostilePassage(HttpServerRequest request, HttpClient client, int portal) {
    /** Bytes of a document. */
    boolean carriesBytes() {
        return request.path().startsWith("/api/uploads/") && !is(HttpMethod.HEAD) && !is(HttpMethod.DELETE)
                || creates() && length() > 0;
    }

    boolean creates() {
        return request.path().equals("/api/uploads");
    }

    boolean submits() {
        return request.path().equals("/api/transfer/submit");
    }

    boolean asks() {
        return is(HttpMethod.HEAD) || request.path().equals("/api/transfer");
    }

    boolean is(HttpMethod method) {
        return request.method() == method;
    }

    boolean hasType(String type) {
        return type.equals(request.getHeader("Content-Type"));
    }

    long length() {
        var length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    void forward() {
        answerWith(open().compose(onward -> onward.send(request)));
    }

    /** Buffers the whole body before it forwards any of it. */
    void forwardBuffered() {
        if (length() == 0) {
            forward();
            return;
        }
        answerWith(body().compose(body -> open().compose(onward -> onward.send(body))));
    }

    /** Forwards the whole request, and drops the response. */
    void forwardAndLoseTheAnswer() {
        body().compose(body -> open().compose(onward -> onward.send(body))).compose(HttpClientResponse::body);
    }

    void forwardWithout(String... headers) {
        Arrays.stream(headers).forEach(request.headers()::remove);
        forward();
    }

    void forwardAs(String type) {
        request.headers().set("Content-Type", type);
        forward();
    }

    /** Removes unknown headers from every response. */
    void forwardAndStripTheAnswer(String... headers) {
        answerWith(open().compose(onward -> onward.send(request)).map(answer -> {
            Arrays.stream(headers).forEach(answer.headers()::remove);
            return answer;
        }));
    }

    /** Forwards so many bytes of the body, and then cuts both connections. */
    void cutAfter(long most) {
        if (length() <= most) {
            forward();
            return;
        }
        var passed = new AtomicLong();
        open().onSuccess(onward -> {
            onward.exceptionHandler(cut -> {});
            onward.putHeader("Content-Length", Long.toString(length()));
            request.handler(bytes -> {
                if (passed.addAndGet(bytes.length()) <= most) {
                    onward.write(bytes);
                } else {
                    request.pause();
                    onward.connection().close();
                    cut();
                }
            });
            request.resume();
        });
    }

    /** Reads the body, and responds in the portal's place. */
    void answer(int status, String page) {
        request.handler(dropped -> {}).endHandler(read -> end(status, page)).resume();
    }

    /** Responds at once, and closes the connection to a client that still sends. */
    void refuse(int status, String page) {
        request.response().putHeader("Connection", "close");
        end(status, page);
    }

    void answer(int status, String header, String value) {
        request.response().putHeader(header, value);
        answer(status, "");
    }

    void cut() {
        request.connection().close();
    }

    /** Reads everything, and never responds. */
    void swallow() {
        request.handler(dropped -> {}).resume();
    }

    private Future<Buffer> body() {
        var body = request.body();
        request.resume();
        return body;
    }

    private void end(int status, String page) {
        request.response().setStatusCode(status).putHeader("Content-Type", "text/html")
                .end("<!doctype html><html><body><h1>" + page + "</h1></body></html>");
    }

    private Future<HttpClientRequest> open() {
        return client.request(new RequestOptions().setMethod(request.method()).setHost("localhost").setPort(portal)
                .setURI(request.uri()))
                .map(onward -> {
                    onward.headers().setAll(request.headers());
                    return onward;
                });
    }

    private void answerWith(Future<HttpClientResponse> answer) {
        answer.onSuccess(from -> {
            var to = request.response().setStatusCode(from.statusCode());
            to.headers().setAll(from.headers()).remove("Connection");
            if (is(HttpMethod.HEAD) || from.statusCode() == 204) {
                to.end();
            } else {
                to.headers().remove("Transfer-Encoding").remove("Content-Length");
                from.body().onSuccess(to::end).onFailure(broken -> cut());
            }
        }).onFailure(cut -> cut());
    }
}
