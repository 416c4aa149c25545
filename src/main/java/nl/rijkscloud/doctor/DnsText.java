package nl.rijkscloud.doctor;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Reads TXT records. Netty's client uses TCP for an answer that does not fit into one datagram, and the client of
 * Vert.x does not. Large organisations have such answers. Blocks. Close it.
 */
final class DnsText implements AutoCloseable {
    private static final int USUAL_PORT = 53;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final DnsNameResolver resolver;
    private final Duration patience;

    /**
     * @param server to ask instead of the system's, as {@code host} or {@code host:port}
     * @param patience for each answer on the way to a text
     */
    DnsText(Optional<String> server, Duration patience) throws UnknownHostException {
        var builder = new DnsNameResolverBuilder(loop.next()).datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class, true)
                .queryTimeoutMillis(patience.toMillis());
        if (server.isPresent()) {
            builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(address(server.get())));
        }
        this.resolver = builder.build();
        this.patience = patience;
    }

    /** The texts at a name; none if the name has none. Fails if no name server answers. */
    List<String> at(String name) throws IOException {
        var question = new DefaultDnsQuestion(name.endsWith(".") ? name : name + ".", DnsRecordType.TXT);
        var records = resolver.resolveAll(question);
        try {
            return records.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS).stream().map(DnsText::text)
                    .flatMap(Optional::stream).toList();
        } catch (ExecutionException failure) {
            if (saysThereIsNone(failure)) {
                return List.of();
            }
            throw new IOException("no name server answers", failure);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IOException("no name server answers", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    @Override
    public void close() {
        resolver.close();
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    }

    private static boolean saysThereIsNone(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DnsErrorCauseException answer) {
                return answer.getCode().intValue() == 0 || answer.getCode().intValue() == 3;
            }
        }
        return false;
    }

    /** The strings of one record, joined without anything between them (RFC 7208, section 3.3). */
    private static Optional<String> text(DnsRecord record) {
        try {
            if (!(record instanceof DnsRawRecord raw)) {
                return Optional.empty();
            }
            var text = new StringBuilder();
            var content = raw.content();
            while (content.isReadable()) {
                var length = Math.min(content.readUnsignedByte(), content.readableBytes());
                text.append(content.readCharSequence(length, StandardCharsets.ISO_8859_1));
            }
            return Optional.of(text.toString());
        } finally {
            ReferenceCountUtil.release(record);
        }
    }

    private static InetSocketAddress address(String server) throws UnknownHostException {
        var colon = server.lastIndexOf(':');
        var withPort = colon > 0 && server.indexOf(':') == colon;
        var host = withPort ? server.substring(0, colon) : server;
        return new InetSocketAddress(InetAddress.getByName(host),
                withPort ? Integer.parseInt(server.substring(colon + 1)) : USUAL_PORT);
    }
}
