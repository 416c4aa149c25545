package nl.rijkscloud.startup;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import nl.rijkscloud.config.Config;

/** Connects to other organisations as the portal will: through the proxy, where there is one. Blocks. */
final class OutgoingProbe {
    private static final int LONGEST_HEAD = 8192;

    static {
        // Java sends no password to a proxy that makes tunnels unless this says so, before the first client is made.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private OutgoingProbe() {}

    /** The proxy did not make a tunnel. */
    static final class NoTunnel extends IOException {
        private static final long serialVersionUID = 1;

        NoTunnel(String status) {
            super(status);
        }
    }

    /** A client for requests; it follows no redirect. */
    static HttpClient client(Config.Proxy proxy) {
        var client = HttpClient.newBuilder().connectTimeout(StartChecks.TIMEOUT).proxy(selector(proxy));
        proxy.user().ifPresent(user -> client.authenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                var password = proxy.password().map(secret -> secret.reveal().toCharArray()).orElse(new char[0]);
                return new PasswordAuthentication(user, password);
            }
        }));
        return client.build();
    }

    /** A plain connection to the host, or a tunnel to it. */
    static Socket open(Config.Proxy proxy, String host, int port) throws IOException {
        if (!proxy.carries(host)) {
            return ProbeConnection.open(host, port, StartChecks.TIMEOUT);
        }
        var line = ProbeConnection.open(proxy.host().orElseThrow(), proxy.port(), StartChecks.TIMEOUT);
        try {
            ask(line, proxy, host + ":" + port);
            return line;
        } catch (IOException refused) {
            line.close();
            throw refused;
        }
    }

    /** Describes a failure as the end of a sentence about the target, and says if the proxy is behind it. */
    static String describe(Config.Proxy proxy, URI target, IOException failure) {
        var why = failure instanceof NoTunnel ? "cannot be reached" : ProbeConnection.describe(failure);
        return proxy.carries(target.getHost())
                ? why + " through proxy.host " + proxy.host().orElseThrow() + ":" + proxy.port()
                        + (failure instanceof NoTunnel ? ", which answers " + failure.getMessage() : "")
                : why;
    }

    private static void ask(Socket line, Config.Proxy proxy, String target) throws IOException {
        var head = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n");
        proxy.user().ifPresent(user -> head.append("Proxy-Authorization: Basic ").append(Base64.getEncoder()
                .encodeToString((user + ":" + proxy.password().map(secret -> secret.reveal()).orElse(""))
                        .getBytes(StandardCharsets.UTF_8))).append("\r\n"));
        line.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0 && answer.length() < LONGEST_HEAD) {
            var next = line.getInputStream().read();
            if (next < 0) {
                break;
            }
            answer.append((char) next);
        }
        var words = answer.toString().split("[ \r]", 3);
        if (words.length < 2 || !words[1].startsWith("2")) {
            throw new NoTunnel(words.length < 2 ? "nothing" : words[1].replaceAll("\\D", ""));
        }
    }

    private static ProxySelector selector(Config.Proxy proxy) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(proxy.carries(uri.getHost())
                        ? new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host().orElseThrow(), proxy.port()))
                        : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // the caller has it
            }
        };
    }
}
