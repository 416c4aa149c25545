package nl.rijkscloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Jan leaves; Piet takes over. Rows are as the portal writes them. */
final class StaffLeaverTest {
    private static final String JAN = "00000000-0000-0000-0000-00000000000a";
    private static final String PIET = "00000000-0000-0000-0000-00000000000b";

    private final Config.Database database = TestDatabase.fresh();

    @TempDir
    Path folder;

    private Path file;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("master.key"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        file = Files.writeString(folder.resolve("rijkscloud.yaml"), Files.readString(Path.of("conf/rijkscloud.yaml"))
                .replaceFirst("(?m)^  uri: .*$", "  uri: " + database.uri())
                .replaceFirst("(?m)^  user: rijkscloud$", "  user: " + database.user())
                .replaceFirst("(?m)^  password:$", "  password: \"" + database.password().reveal() + "\"")
                .replaceFirst("(?m)^masterKey: .*$", "masterKey: master.key"));
        for (var person : Map.of(JAN, "jan", PIET, "piet").entrySet()) {
            sql("insert into staff (id, email, name, mobile, roles, password_hash, created_at) values ('"
                    + person.getKey() + "', '" + person.getValue() + "@igj.nl', '" + person.getValue()
                    + "', '+31612345678', '{medewerker}', 'x', now())");
        }
        sql("insert into department (email, name) values ('team@igj.nl', 'Team')");
        sql("insert into department_member values ('team@igj.nl', '" + JAN + "')");
    }

    @Test
    void showsEverythingAndDoesNothingWithoutApply() {
        requestAndDraftAndReceived();

        var run = run("--email", "jan@igj.nl", "--to", "piet@igj.nl");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("request +\\S+ +\\S+ +open").containsPattern("draft +\\S+ +\\S+ +open")
                .containsPattern("receives +\\S+ +\\S+ +submitted").containsPattern("department +team@igj.nl")
                .containsPattern("mail +\\S+ +2026-11-20 +Documenten ontvangen van Anna")
                .contains("3 transfers, 1 departments, 1 mails.", "cannot be moved", "Nothing was done.");
        assertThat(value("select count(*) from transfer where owner_id = '" + JAN + "'")).isEqualTo("2");
        assertThat(value("select count(*) from audit_entry")).isEqualTo("0");
    }

    @Test
    void handsOverAllButTheMails() {
        requestAndDraftAndReceived();

        var run = run("--email", "Jan@igj.nl", "--to", "piet@igj.nl", "--apply");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("Handed over to piet@igj.nl. Next: staff disable --email Jan@igj.nl");
        assertThat(value("select count(*) from transfer where owner_id = '" + PIET + "'")).isEqualTo("2");
        assertThat(value("select string_agg(state || ' ' || email, ', ' order by state) from recipient r "
                + "join transfer t on t.id = r.transfer_id where r.mobile is null"))
                .isEqualTo("delivered jan@igj.nl, open piet@igj.nl, submitted piet@igj.nl");
        assertThat(value("select string_agg(contact_email, ', ' order by state) from transfer where kind <> 'sent'"))
                .isEqualTo("jan@igj.nl, piet@igj.nl, piet@igj.nl");
        assertThat(value("select string_agg(staff_id::text, ',') from department_member")).isEqualTo(PIET);
        assertThat(value("select count(*) from listing where viewer = '" + PIET + "' and party = ''")).isEqualTo("2");
        assertThat(value("select count(*) from audit_entry where action = 'transfer-handed-over'")).isEqualTo("5");
        assertThat(value("select count(*) from audit_entry where action like 'department-%'")).isEqualTo("4");
    }

    @Test
    void refusesAColleagueWhoCannotTakeOver() {
        assertThat(run("--email", "jan@igj.nl", "--apply").err()).contains("--apply needs --to");
        assertThat(run("--email", "jan@igj.nl", "--to", "jan@igj.nl", "--apply").err()).contains("somebody else");
        assertThat(run("--email", "jan@igj.nl", "--to", "wie@igj.nl", "--apply").err()).contains("no account");
        sql("update staff set disabled_at = now() where id = '" + PIET + "'");
        assertThat(run("--email", "jan@igj.nl", "--to", "piet@igj.nl", "--apply").err()).contains("not disabled");
        assertThat(value("select count(*) from department_member where staff_id = '" + JAN + "'")).isEqualTo("1");
    }

    private void requestAndDraftAndReceived() {
        transfer("requested", "open", JAN, "jan@igj.nl", "null");
        transfer("sent", "open", JAN, "klant@example.org", "'+31612345678'");
        transfer("submitted", "submitted", null, "jan@igj.nl", "null");
        var delivered = transfer("submitted", "delivered", null, "jan@igj.nl", "null");
        sql("insert into outbox (id, channel, transfer_id, template, language, recipient, state, due_at, expires_at, "
                + "created_at, settled_at) values (gen_random_uuid(), 'mail', '" + delivered + "', 'notification', "
                + "'nl', 'jan@igj.nl', 'accepted', now(), now(), now(), '2026-11-20T12:00Z')");
    }

    private UUID transfer(String kind, String state, String owner, String recipient, String mobile) {
        var id = UUID.randomUUID();
        sql("insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email, "
                + "owner_id, created_at, expires_at) values ('" + id + "', '" + kind + "', '" + state
                + "', 'nl', 'Anna', 'anna@example.org', 'jan', '" + recipient + "', "
                + (owner == null ? "null" : "'" + owner + "'") + ", now(), now() + interval '1 day')");
        sql("insert into recipient (id, transfer_id, position, name, email, mobile) values (gen_random_uuid(), '" + id
                + "', 0, 'jan', '" + recipient + "', " + mobile + ")");
        return id;
    }

    private Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = new CommandLine(new StaffCommand(
                        PasswordPrompt.of(new ByteArrayInputStream(new byte[0])), Map.of()))
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(Stream.of(Stream.of("leaver"), Stream.of(arguments), Stream.of("--config", file.toString()))
                        .flatMap(part -> part).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private void sql(String statement) {
        TestDatabase.sql(database, statement);
    }

    private String value(String query) {
        return TestDatabase.value(database, query).orElse("none");
    }
}
