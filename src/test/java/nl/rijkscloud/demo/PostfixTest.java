package nl.rijkscloud.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.mail.Mailer;
import nl.rijkscloud.mail.RenderedMailFixture;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.testing.Folders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sends every mail in both languages through Debian's Postfix, with its strictest settings, to the recipient's server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostfixTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    /** Set where these tests may not be skipped. */
    private static final String REQUIRED = "RIJKSCLOUD_POSTFIX_TESTS";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SETTINGS = """
            compatibility_level = 3.6
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            maillog_file = %1$s/log
            maillog_file_prefixes = %1$s
            myhostname = mail.example.nl
            mydestination =
            mynetworks = 127.0.0.0/8
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            alias_maps =
            local_recipient_maps =
            smtp_dns_support_level = disabled
            relayhost = [127.0.0.1]:%2$d
            smtpd_forbid_bare_newline = reject
            smtpd_forbid_bare_newline_exclusions =
            smtpd_forbid_unauth_pipelining = yes
            smtpd_helo_required = yes
            smtpd_helo_restrictions = reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname
            smtpd_sender_restrictions = reject_non_fqdn_sender
            strict_rfc821_envelopes = yes
            strict_7bit_headers = yes
            strict_8bitmime = yes
            strict_8bitmime_body = yes
            strict_mime_encoding_domain = yes
            """;
    private static final String SERVICES = """
            127.0.0.1:%d inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            smtp unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            proxymap unix - - n - - proxymap
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd
            """;

    private final Vertx vertx = Vertx.vertx();
    private final Inbox inbox = new Inbox();
    private final MailCatcher recipients = MailCatcher.start(inbox, 0);
    private Path folder;
    private Process postfix;
    private int port;

    @BeforeAll
    void start() throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            if ("required".equals(System.getenv(REQUIRED))) {
                Assertions.fail("postfix is not installed");
            }
            Assumptions.abort("postfix is not installed");
        }
        // Postfix listens on sockets in its queue, and socket paths have a maximum length.
        folder = Files.createTempDirectory(Path.of("/tmp"), "postfix");
        Files.createDirectory(folder.resolve("queue"));
        Files.createDirectory(folder.resolve("data"));
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("main.cf"), SETTINGS.formatted(folder, recipients.port()));
        Files.writeString(folder.resolve("master.cf"), SERVICES.formatted(port));
        asRoot("chown", "-R", "root:root", folder.toString());
        asRoot("chown", "postfix", folder.resolve("data").toString());
        asRoot("chmod", "755", folder.toString());
        postfix = new ProcessBuilder(commandAsRoot(PROGRAM.toString(), "-c", folder.toString(), "start-fg"))
                .inheritIO().start();
        Awaitility.await("Postfix").atMost(PATIENCE).until(this::listens);
    }

    @AfterAll
    void stop() throws Exception {
        if (postfix != null) {
            asRoot(PROGRAM.toString(), "-c", folder.toString(), "stop");
            postfix.waitFor();
            asRoot("chown", "-R", System.getProperty("user.name"), folder.toString());
            Folders.delete(folder);
        }
        recipients.close();
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({"Anna de Vries, no-reply@igj.rijkscloud.nl",
            "\u0141ukasz \u0160\u017e\u00e9\u00eb Nguy\u1ec5n-\u738b\u5c0f\u660e van Haar tot Zuylen van Nijevelt, ''"})
    void everyMailInBothLanguagesArrivesUnchanged(String name, String bounces) throws Exception {
        inbox.clear();
        var values = new HashMap<>(RenderedMailFixture.VALUES);
        List.of("sender", "contact", "name", "senderOrganisation").forEach(key -> values.put(key, name));
        values.put("explanation", ".\n..\nFrom " + name + "\n" + "\u00fc".repeat(1000) + "\n" + "x".repeat(2000));
        var mailer = new Mailer(vertx, RenderedMailFixture.mail(port, bounces), RenderedMailFixture.templates(),
                InstantSource.system());
        var letters = RenderedMailFixture.every("anna@voorbeeld.nl", values).stream().map(PostfixTest::toOneOfItsOwn)
                .toList();

        for (var letter : letters) {
            var verdict = mailer.deliver(UUID.randomUUID(), letter).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(verdict).as(letter.recipient()).isEqualTo(new DeliveryResult.Accepted());
        }

        assertThat(letters).hasSizeGreaterThan(20).allSatisfy(letter -> {
            var caught = inbox.await(message -> message.to().equals(letter.recipient()), PATIENCE);
            assertThat(List.of(caught.subject(), caught.text().strip(), caught.html().replace("\r\n", "\n").strip()))
                    .isEqualTo(RenderedMailFixture.written(letter).stream().map(String::strip).toList());
        });
    }

    /** Shows that the test's own Postfix is strict. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Subject: x\\n y\\r\\n|5", "Subject: \u00e9\\r\\n|5", "Subject: x\\r\\n|2"})
    void malformedMailIsRefused(String header, String answer) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var in = socket.getInputStream();
            var head = header.replace("\\r", "\r").replace("\\n", "\n");
            for (var line : List.of("HELO mail.example.nl", "MAIL FROM:<a@b.nl>", "RCPT TO:<c@d.nl>", "DATA",
                    head + "\r\nx\r\n.", "QUIT")) {
                var last = StrictCatcherTest.line(in);
                if (line.equals("QUIT")) {
                    assertThat(last).startsWith(answer);
                }
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static OutboundMessage toOneOfItsOwn(OutboundMessage letter) {
        return RenderedMailFixture.letter(letter.template(), letter.language().code(),
                letter.template() + "." + letter.language() + "@voorbeeld.nl", letter.values());
    }

    private boolean listens() {
        try {
            new Socket("127.0.0.1", port).close();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void asRoot(String... command) throws IOException {
        try {
            assertThat(new ProcessBuilder(commandAsRoot(command)).inheritIO().start().waitFor())
                    .as(String.join(" ", command)).isZero();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Postfix starts as root and runs its parts as another user. */
    private static List<String> commandAsRoot(String... command) {
        var all = new ArrayList<>(List.of(command));
        if (!"root".equals(System.getProperty("user.name"))) {
            all.addAll(0, List.of("sudo", "-n"));
        }
        return all;
    }
}
