package nl.rijkscloud.engines;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.demo.FreePort;
import org.awaitility.Awaitility;

/**
 * WebKit, Safari's engine, driven by <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>, on a virtual screen.
 */
final class WebKit implements Engine {
    /** The key under which WebDriver names an element. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final String FIND = "const wanted = document.querySelector(arguments[0]); "
            + "wanted?.scrollIntoView({block: 'center'}); return wanted;";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Program program;
    private final URI session;

    private WebKit(Program program, int port) {
        this.program = program;
        var driver = URI.create("http://127.0.0.1:" + port + "/session");
        Awaitility.await("the driver").atMost(PATIENCE).ignoreExceptions().until(() -> isUp(driver));
        var wanted = new JsonObject().put("alwaysMatch", new JsonObject().put("acceptInsecureCerts", true));
        var made = (JsonObject) post(driver, new JsonObject().put("capabilities", wanted));
        session = URI.create(driver + "/" + made.getString("sessionId") + "/");
    }

    static WebKit start() {
        var port = FreePort.next();
        var program = Program.start(
                List.of("xvfb-run", "-a", "-s", "-screen 0 1280x1024x24", "WebKitWebDriver", "--port=" + port));
        try {
            return new WebKit(program, port);
        } catch (RuntimeException failed) {
            program.close();
            throw failed;
        }
    }

    private boolean isUp(URI driver) throws IOException, InterruptedException {
        var status = HttpRequest.newBuilder(driver.resolve("/status")).build();
        return client.send(status, BodyHandlers.discarding()).statusCode() == 200;
    }

    @Override
    public void open(String address) {
        command("url", new JsonObject().put("url", address));
    }

    @Override
    public void press(String css) {
        command("element/" + element(css) + "/click", new JsonObject());
    }

    @Override
    public void type(String css, String text) {
        command("element/" + element(css) + "/value", new JsonObject().put("text", text));
    }

    @Override
    public void choose(String css, Path... files) {
        type(css, Stream.of(files).map(Path::toString).collect(Collectors.joining("\n")));
    }

    @Override
    public String ask(String expression) {
        return (String) command("execute/sync", script("return Promise.resolve(" + expression + ");", new JsonArray()));
    }

    private String element(String css) {
        await("document.querySelector(" + Engine.quoted(css) + ")");
        return ((JsonObject) command("execute/sync", script(FIND, new JsonArray().add(css)))).getString(ELEMENT);
    }

    private static JsonObject script(String body, JsonArray arguments) {
        return new JsonObject().put("script", body).put("args", arguments);
    }

    private Object command(String path, JsonObject parameters) {
        return post(session.resolve(path), parameters);
    }

    private Object post(URI address, JsonObject parameters) {
        try {
            var answer = client.send(HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(2))
                    .POST(BodyPublishers.ofString(parameters.encode())).build(), BodyHandlers.ofString());
            var value = new JsonObject(answer.body()).getValue("value");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(address.getPath() + ": " + value);
            }
            return value;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.close();
        program.close();
    }
}
