package nl.rijkscloud.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a transfer once all of it is downloaded. */
final class KeptAfterDownloadTest {
    @TempDir
    Path folder;

    private DownloadFixture fixture;

    @BeforeEach
    void deliver() throws Exception {
        fixture = new DownloadFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void lastDownloadShortensTheLifeOfTheTransfer() {
        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);
        var before = fixture.transfer.value("select expires_at from transfer");
        fixture.hand(fixture.second, 0, 0, true);

        assertThat(fixture.transfer.value("select expires_at - downloaded_at from transfer")).contains("3 days");
        assertThat(before).isNotEqualTo(fixture.transfer.value("select expires_at from transfer"));
    }

    @Test
    void extensionByStaffIsNotShortened() {
        TestDatabase.sql(fixture.transfer.config, """
                insert into event (transfer_id, at, kind, staff_id)
                select t.id, now(), 'extended', s.id from transfer t, staff s""");
        var before = fixture.transfer.value("select expires_at from transfer");

        fixture.hand(fixture.first, 0, DownloadFixture.LENGTH, true);
        fixture.hand(fixture.second, 0, 0, true);

        assertThat(fixture.transfer.value("select downloaded_at from transfer")).isPresent();
        assertThat(fixture.transfer.value("select expires_at from transfer")).isEqualTo(before);
    }
}
