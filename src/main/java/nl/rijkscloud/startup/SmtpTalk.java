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
 * The beginning of a delivery (RFC 5321, 3207, 4954) up to the sender's address, and no further: nothing is sent. Each
 * answer that stands in the way of every mail is a sentence about what to mend. Blocking.
 */
final class SmtpTalk {
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_LINES = 100;

    private final Config.Mail config;
    private Socket socket;
    private BufferedReader in;

    SmtpTalk(Config.Mail config, Socket socket) throws IOException {
        this.config = config;
        use(socket);
    }

    /** Nothing when mails can be handed over; else the key that is wrong and what the server says to it. */
    Optional<String> trouble() throws IOException {
        if (config.security() == Config.MailSecurity.TLS) {
            use(ProbeConnection.secure(socket, config.host(), config.port()));
        }
        var greeting = answer();
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
            if (!isOk(say("STARTTLS"), "220")) {
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
        var ways = offers.stream().filter(offer -> offer.startsWith("AUTH")).findFirst();
        if (ways.isEmpty()) {
            return Optional.of("mail.user: " + place() + " asks for no user and password"
                    + (config.security() == Config.MailSecurity.NONE ? " without TLS" : ""));
        }
        var user = config.user().get();
        var password = config.password().orElseThrow().reveal();
        List<String> answer;
        if (ways.get().matches(".*\\bPLAIN\\b.*")) {
            answer = say("AUTH PLAIN " + base64("\0" + user + "\0" + password));
        } else if (ways.get().matches(".*\\bLOGIN\\b.*")) {
            say("AUTH LOGIN");
            say(base64(user));
            answer = say(base64(password));
        } else {
            return Optional.empty(); // only the mail client knows that way
        }
        return isOk(answer, "235")
                ? Optional.empty()
                : Optional.of("mail.user: " + place() + " refuses this user with this password (" + code(answer) + ")");
    }

    private Optional<String> refusedEnvelope() throws IOException {
        var answer = say("MAIL FROM:<" + config.bounces() + ">");
        if (isOk(answer, "250")) {
            say("RSET");
            say("QUIT");
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
        return say("EHLO " + domain).stream()
                .map(line -> line.substring(Math.min(4, line.length())).toUpperCase(Locale.ROOT)).toList();
    }

    private List<String> say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return answer();
    }

    private List<String> answer() throws IOException {
        var lines = new ArrayList<String>();
        do {
            var line = line();
            if (line.isEmpty()) {
                break;
            }
            lines.add(line);
        } while (lines.getLast().matches("\\d\\d\\d-.*") && lines.size() < MOST_LINES);
        return lines;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int sign = in.read(); sign >= 0 && sign != '\n' && line.length() < LONGEST_LINE; sign = in.read()) {
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
