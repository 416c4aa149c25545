package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.period.LostKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of a request is lost with the key of its period. */
final class LostRequestTextTest {
    @TempDir
    private Path folder;

    private RequestFixture fixture;

    @BeforeEach
    void open() {
        fixture = new RequestFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void resendingFailsAndTellsStaffWhy() {
        var id = fixture.ask("anna@example.org", new JsonObject());
        loseKeys();
        var links = fixture.value("select count(*) from link");

        assertThatThrownBy(() -> fixture.one.database
                .inTransaction(tx -> fixture.one.renewal.resendForStaff(tx, id, Actor.staff(fixture.sanne.id())))
                        .await())
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.code()).isEqualTo("asked-lost"));

        assertThat(fixture.value("select count(*) from link")).isEqualTo(links);
    }

    @Test
    void reminderIsSentOnceAndRefersToTheFirstMail() {
        fixture.ask("anna@example.org", new JsonObject());
        loseKeys();
        fixture.clock.advance(Duration.ofDays(5).plusMinutes(1));

        fixture.one.reminders.run().await();
        fixture.one.reminders.run().await();

        assertThat(fixture.value("select count(*) from outbox where template = 'reminder'")).isEqualTo("1");
    }

    private void loseKeys() {
        LostKeys.lose(fixture.one.keys);
    }
}
