package nl.rijkscloud.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.Verdict;
import nl.rijkscloud.phone.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpSmsGatewayTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+31612345678");
    private static final UUID REFERENCE = UUID.randomUUID();

    private final Vertx vertx = Vertx.vertx();
    private final SmsCatcher catcher = new SmsCatcher(vertx);
    private final SmsGateway gateway = new HttpSmsGateway(vertx, catcher.config(Duration.ofSeconds(20)));

    @AfterEach
    void close() {
        gateway.close().await();
        vertx.close().await();
    }

    @Test
    void postsTheMessageWithTokenAndReference() {
        var verdict = gateway.send(REFERENCE, PHONE, "two\nlines").await();

        assertThat(verdict).isEqualTo(new Verdict.Accepted());
        assertThat(catcher.messages).containsExactly(new SmsCatcher.Message("Bearer a token", new JsonObject()
                .put("to", "+31612345678")
                .put("from", "IGJ")
                .put("text", "two\nlines")
                .put("reference", REFERENCE.toString())));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422})
    void ofTheMessageIsFinal(int status) {
        catcher.status = status;

        assertThat(gateway.send(REFERENCE, PHONE, "text").await())
                .isEqualTo(new Verdict.Refused(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void ofTheMomentMayPass(int status) {
        catcher.status = status;

        assertThat(gateway.send(REFERENCE, PHONE, "text").await())
                .isEqualTo(new Verdict.Later(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirectIsNotFollowed(int status) {
        catcher.status = status;

        assertThat(gateway.send(REFERENCE, PHONE, "text").await())
                .isEqualTo(new Verdict.Later(Integer.toString(status)));
        assertThat(catcher.messages).hasSize(1);
    }

    @Test
    void silenceIsTriedAgainLater() {
        catcher.status = SmsCatcher.SILENT;
        var impatient = new HttpSmsGateway(vertx, catcher.config(Duration.ofMillis(300)));

        assertThat(impatient.send(REFERENCE, PHONE, "text").await()).isInstanceOf(Verdict.Later.class);
    }

    @Test
    void closedPortIsTriedAgainLater() {
        var nobody = new HttpSmsGateway(
                vertx,
                new Config.Sms(URI.create("http://127.0.0.1:1/"), Optional.empty(), "IGJ", Duration.ofSeconds(1)));

        assertThat(nobody.send(REFERENCE, PHONE, "text").await()).isInstanceOf(Verdict.Later.class);
    }
}
