package nl.rijkscloud.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Many parallel uploads over slow connections: one thread serves every connection in turn, and never blocks on one. */
record SlowStreams(Lab lab, int count, double bytesPerSecond) {
    private static final double PERIOD = 0.032;
    /** A multiple of the time that the connections need; a stream without a response by then has failed. */
    private static final int PATIENCE = 10;

    Sample upload(Intake intake, long size) throws Exception {
        var slots = new ArrayList<Intake.Slot>();
        try {
            slots.addAll(Together.run(Collections.nCopies(count, () -> intake.slot(size))));
            return paced(intake.server(), slots, size);
        } finally {
            Together.run(slots.stream().map(slot -> Together.closing(slot)).toList());
        }
    }

    private Sample paced(Server server, List<Intake.Slot> slots, long size) throws IOException {
        var senders = new ArrayList<Sender>();
        for (var slot : slots) {
            senders.add(new Sender(server, slot.head(), size));
        }
        var cpu = server.cpuSeconds();
        var database = server.databaseCpuSeconds();
        var start = System.nanoTime();
        var busy = new ArrayList<>(senders);
        var last = start + (long) (PATIENCE * Math.max(size / bytesPerSecond, 1) * 1e9);
        for (var turn = 0L; !busy.isEmpty() && System.nanoTime() < last; turn++) {
            var next = start + (long) (turn * PERIOD * 1e9);
            for (var i = 0; i < busy.size(); i++) {
                await(next + (long) (PERIOD * 1e9 * i / busy.size()));
                busy.get(i).go((System.nanoTime() - start) / 1e9 * bytesPerSecond);
            }
            busy.removeIf(Sender::isDone);
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        busy.forEach(Sender::close);
        var failures = (int) senders.stream().filter(sender -> sender.status / 100 != 2).count();
        senders.stream().filter(sender -> sender.status / 100 != 2).findFirst()
                .ifPresent(one -> lab.say("  " + server.name() + ": " + one.status));
        return new Sample(seconds, slots.size() * size, server.cpuSeconds() - cpu,
                server.databaseCpuSeconds() - database, 0, failures);
    }

    private static void await(long nanoTime) {
        var left = nanoTime - System.nanoTime();
        if (left > 1_000_000) {
            LockSupport.parkNanos(left);
        }
    }

    /** One connection. The status is that of the response, 0 while there is none, -1 when none will come. */
    private static final class Sender {
        private final SocketChannel channel;
        private final long size;
        private final ByteBuffer answer = ByteBuffer.allocate(16);
        private long sent;
        private int status;

        Sender(Server server, String head, long size) throws IOException {
            channel = SocketChannel.open(server.address());
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.configureBlocking(false);
            this.size = size;
        }

        /** Sends the bytes that its rate allows by now; after the last one, reads the response. */
        void go(double allowed) {
            if (isDone()) {
                return;
            }
            try {
                var due = Math.min(size, (long) allowed) - sent;
                if (due > 0) {
                    sent += channel.write(Payload.block(due));
                } else if (sent == size) {
                    read();
                }
            } catch (IOException cut) {
                status = -1;
            }
            if (isDone()) {
                close();
            }
        }

        private void read() throws IOException {
            var count = channel.read(answer);
            if (count < 0) {
                status = -1;
            } else if (!answer.hasRemaining()) {
                status = Integer.parseInt(new String(answer.array(), 9, 3, StandardCharsets.US_ASCII));
            }
        }

        boolean isDone() {
            return status != 0;
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException gone) {
                // it had ended anyway
            }
        }
    }
}
