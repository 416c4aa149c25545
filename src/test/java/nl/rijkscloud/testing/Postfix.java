package nl.rijkscloud.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.demo.FreePort;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Debian's Postfix with its strictest settings, which hands over all mail to a server of the test. */
public final class Postfix implements AutoCloseable {
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

    private final Path folder;
    private final int port;
    private Process process;

    private Postfix(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * @param next the port of the server that gets the mail
     * @param more further settings, line by line
     */
    public static Postfix start(int next, String... more) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            if ("required".equals(System.getenv(REQUIRED))) {
                Assertions.fail("postfix is not installed");
            }
            Assumptions.abort("postfix is not installed");
        }
        // Postfix listens on sockets in its queue, and socket paths have a maximum length.
        var folder = Files.createTempDirectory(Path.of("/tmp"), "postfix");
        Files.createDirectory(folder.resolve("queue"));
        Files.createDirectory(folder.resolve("data"));
        var port = FreePort.next();
        Files.writeString(folder.resolve("main.cf"), SETTINGS.formatted(folder, next) + String.join("\n", more) + "\n");
        Files.writeString(folder.resolve("master.cf"), SERVICES.formatted(port));
        asRoot("chown", "-R", "root:root", folder.toString());
        asRoot("chown", "postfix", folder.resolve("data").toString());
        asRoot("chmod", "755", folder.toString());
        var postfix = new Postfix(folder, port);
        postfix.process = new ProcessBuilder(commandAsRoot(PROGRAM.toString(), "-c", folder.toString(), "start-fg"))
                .inheritIO().start();
        Awaitility.await("Postfix").atMost(PATIENCE).until(postfix::listens);
        return postfix;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        asRoot(PROGRAM.toString(), "-c", folder.toString(), "stop");
        process.onExit().join();
        asRoot("chown", "-R", System.getProperty("user.name"), folder.toString());
        Folders.delete(folder);
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
