package nl.rijkscloud.engines;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Firefox without a window, driven by its built-in <a href="https://w3c.github.io/webdriver-bidi/">WebDriver BiDi</a>.
 */
final class Firefox implements Engine, WebSocket.Listener {
    private final Program program;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConcurrentHashMap<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final StringBuilder coming = new StringBuilder();
    private final WebSocket socket;
    private final String tab;
    private int commands;

    private Firefox(Program program) {
        this.program = program;
        var address = program.says("BiDi listening on (ws://\\S+)");
        socket = client.newWebSocketBuilder().buildAsync(URI.create(address + "/session"), this).join();
        var wanted = new JsonObject().put("alwaysMatch", new JsonObject().put("acceptInsecureCerts", true));
        command("session.new", new JsonObject().put("capabilities", wanted));
        tab = command("browsingContext.getTree", new JsonObject()).getJsonArray("contexts").getJsonObject(0)
                .getString("context");
    }

    static Firefox start() {
        var program = Program.start(List.of("firefox-esr", "--headless", "--no-remote", "--profile", "FOLDER",
                "--remote-debugging-port", "0"));
        try {
            return new Firefox(program);
        } catch (RuntimeException failed) {
            program.close();
            throw failed;
        }
    }

    @Override
    public void open(String address) {
        command("browsingContext.navigate", inTab().put("url", address).put("wait", "complete"));
    }

    @Override
    public void press(String css) {
        var place = new JsonObject().put("type", "element").put("element", element(css));
        act("pointer", Stream.of(
                new JsonObject().put("type", "pointerMove").put("x", 0).put("y", 0).put("origin", place),
                new JsonObject().put("type", "pointerDown").put("button", 0),
                new JsonObject().put("type", "pointerUp").put("button", 0)));
    }

    @Override
    public void type(String css, String text) {
        press(css);
        act("key", text.codePoints().mapToObj(Character::toString).flatMap(key -> Stream.of("keyDown", "keyUp")
                .map(type -> new JsonObject().put("type", type).put("value", key))));
    }

    @Override
    public void choose(String css, Path... files) {
        var paths = new JsonArray(Stream.of(files).map(Path::toString).toList());
        command("input.setFiles", inTab().put("element", element(css)).put("files", paths));
    }

    @Override
    public String ask(String expression) {
        var answer = command("script.evaluate", new JsonObject().put("expression", expression)
                .put("target", inTab()).put("awaitPromise", true));
        if (!answer.getString("type").equals("success")) {
            throw new IllegalStateException(answer.getJsonObject("exceptionDetails").getString("text"));
        }
        return answer.getJsonObject("result").getString("value");
    }

    /** Uses the browser's own pointer and keys: an element out of sight is scrolled into view first. */
    private JsonObject element(String css) {
        await("document.querySelector(" + Engine.quoted(css) + ")");
        ask("(document.querySelector(" + Engine.quoted(css)
                + ").scrollIntoView({block: 'center', behavior: 'instant'}), '')");
        var found = command("browsingContext.locateNodes",
                inTab().put("locator", new JsonObject().put("type", "css").put("value", css)));
        return new JsonObject().put("sharedId", found.getJsonArray("nodes").getJsonObject(0).getString("sharedId"));
    }

    private void act(String kind, Stream<JsonObject> steps) {
        var source = new JsonObject().put("type", kind).put("id", kind).put("actions", new JsonArray(steps.toList()));
        command("input.performActions", inTab().put("actions", new JsonArray().add(source)));
    }

    private JsonObject inTab() {
        return new JsonObject().put("context", tab);
    }

    private JsonObject command(String method, JsonObject parameters) {
        commands++;
        var answer = new CompletableFuture<JsonObject>();
        asked.put(commands, answer);
        socket.sendText(new JsonObject().put("id", commands).put("method", method).put("params", parameters).encode(),
                true).join();
        var told = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (told.containsKey("error")) {
            throw new IllegalStateException(method + ": " + told.getString("error") + ": " + told.getString("message"));
        }
        return told.getJsonObject("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        coming.append(part);
        if (last) {
            var told = new JsonObject(coming.toString());
            coming.setLength(0);
            var answer = told.getInteger("id") == null ? null : asked.remove(told.getInteger("id"));
            if (answer != null) {
                answer.complete(told);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
        program.close();
    }
}
