package nl.rijkscloud.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.config.Config;

/**
 * Begins a delivery (RFC 5321, 3207, 4954) up to the sender's address, and sends nothing. An answer that would prevent
 * every mail becomes a sentence about the setting to correct. Blocks.
 */
final class SmtpProbe {
    private static final int MAX_LINE_LENGTH = 2_000;
    private static final int MAX_LINES = 100;

    private final Config.Mail config;
    private Socket socket;
    private BufferedReader in;

    SmtpProbe(Config.Mail config, Socket socket) throws IOException {
        this.config = config;
        use(socket);
    }

    /** Empty if mails can be handed over; else a sentence with the wrong setting and the server's answer. */
    Optional<String> findFault() throws IOException {
        if (config.security() == Config.MailSecurity.TLS) {
            use(ProbeConnection.secure(socket, config.host(), config.port()));
        }
        var greeting = readAnswer();
        if (!isOk(greeting, "220")) {
            return Optional.of(greeting.isEmpty() || !greeting.getFirst().matches("[2-5]\\d\\d[ -].*")
                    ? "mail.host: " + place() + " answers, but not as a mail server"
                    : "mail.host: " + place() + " takes no mail now (" + code(greeting) + ")");
        }
        var offers = hello();
        if (config.security() == Config.MailSecurity.STARTTLS) {
            if (offers.stream().noneMatch("STARTTLS"::equals)) {
                return Optional.of("mail.security: " + place() + " does not offer STARTTLS");
            }
            if (!isOk(send("STARTTLS"), "220")) {
                return Optional.of("mail.security: " + place() + " offers STARTTLS and refuses it");
            }
            use(ProbeConnection.secure(socket, config.host(), config.port()));
            offers = hello();
        }
        var login = login(offers);
        return login.isPresent() ? login : refusedEnvelope();
    }

    private Optional<String> login(List<String> offers) throws IOException {
        if (config.user().isEmpty()) {
            return Optional.empty();
        }
        var methods = offers.stream().filter(offer -> offer.startsWith("AUTH")).findFirst();
        if (methods.isEmpty()) {
            return Optional.of("mail.user: " + place() + " asks for no user and password"
                    + (config.security() == Config.MailSecurity.NONE ? " without TLS" : ""));
        }
        var user = config.user().get();
        var password = config.password().orElseThrow().reveal();
        List<String> answer;
        if (methods.get().matches(".*\\bPLAIN\\b.*")) {
            answer = send("AUTH PLAIN " + base64("\0" + user + "\0" + password));
        } else if (methods.get().matches(".*\\bLOGIN\\b.*")) {
            send("AUTH LOGIN");
            send(base64(user));
            answer = send(base64(password));
        } else {
            return Optional.empty(); // only the mail client knows that method
        }
        return isOk(answer, "235")
                ? Optional.empty()
                : Optional.of("mail.user: " + place() + " refuses this user with this password (" + code(answer) + ")");
    }

    private Optional<String> refusedEnvelope() throws IOException {
        var answer = send("MAIL FROM:<" + config.bounces() + ">");
        if (isOk(answer, "250")) {
            send("RSET");
            send("QUIT");
            return Optional.empty();
        }
        return Optional.of(code(answer).equals("530")
                ? "mail.user: " + place() + " asks for a user and password"
                        + (config.security() == Config.MailSecurity.NONE ? ", or for TLS" : "")
                : refused() + " (" + code(answer) + ")");
    }

    private String refused() {
        if (config.bounces().isEmpty()) {
            return "mail.bounces: " + place() + " does not take mail with an empty envelope sender";
        }
        var key = config.bounces().equals(config.from()) ? "mail.from" : "mail.bounces";
        return key + ": " + place() + " does not take mail from " + config.bounces();
    }

    private List<String> hello() throws IOException {
        var domain = config.from().substring(config.from().indexOf('@') + 1);
        return send("EHLO " + domain).stream()
                .map(line -> line.substring(Math.min(4, line.length())).toUpperCase(Locale.ROOT)).toList();
    }

    private List<String> send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return readAnswer();
    }

    private List<String> readAnswer() throws IOException {
        var lines = new ArrayList<String>();
        do {
            var line = readLine();
            if (line.isEmpty()) {
                break;
            }
            lines.add(line);
        } while (lines.getLast().matches("\\d\\d\\d-.*") && lines.size() < MAX_LINES);
        return lines;
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int sign = in.read(); sign >= 0 && sign != '\n' && line.length() < MAX_LINE_LENGTH; sign = in.read()) {
            line.append((char) sign);
        }
        return line.toString().strip();
    }

    private void use(Socket other) throws IOException {
        socket = other;
        in = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private String place() {
        return config.host() + ":" + config.port();
    }

    private static boolean isOk(List<String> answer, String code) {
        return code(answer).equals(code);
    }

    private static String code(List<String> answer) {
        return answer.isEmpty() ? "no answer" : answer.getLast().substring(0, Math.min(3, answer.getLast().length()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
