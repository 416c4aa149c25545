package nl.rijkscloud.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.rijkscloud.floe.FloeException;

/**
 * Tries every key that can be derived from what was stolen on everything that is sealed, adds what opens to what it knows, and goes on until
 * nothing new opens. It knows the source code, so it knows every label; it has no secret but those it is given.
 */
final class Intruder {
    private static final List<String> LABELS = List.of(
            "master/share", "master/pending", "master/outbox", "master/code", "master/throttle", "slot/upload", "slot/download",
            "slot/report", "slot/reissue", "slot/pending", "session", "manifest", "document", "rest");
    private static final int KEY = 32;

    private final Loot loot;

    /** Secrets of 32 bytes: those that it was given and those that it opened. */
    private final Map<ByteBuffer, byte[]> known = new HashMap<>();
    private final Set<String> opened = new TreeSet<>();

    private Intruder(Loot loot) {
        this.loot = loot;
    }

    /** Answers the names of what opens with these secrets. */
    static Set<String> opens(Loot loot, Path scratch, byte[]... secrets) throws IOException {
        var intruder = new Intruder(loot);
        Stream.of(secrets).forEach(intruder::learn);
        var tried = -1;
        while (tried != intruder.known.size()) {
            tried = intruder.known.size();
            intruder.tryAll();
        }
        intruder.tryBlobs(new BlobStore(scratch, new SecureRandom()));
        return intruder.opened;
    }

    private void learn(byte[] value) {
        known.put(ByteBuffer.wrap(value), value);
    }

    private void tryAll() {
        var bases = bases();
        for (var item : loot.sealed()) {
            for (var base : bases) {
                keys(base, item.salts())
                        .map(key -> Aead.open(key, item.associated(), item.bytes()))
                        .flatMap(java.util.Optional::stream)
                        .forEach(content -> learn(item.name(), content));
            }
        }
    }

    private void learn(String name, byte[] content) {
        opened.add(name);
        if (content.length == KEY + 1) {
            learn(Arrays.copyOfRange(content, 1, content.length)); // a grant says with its first byte which key it holds
        } else if (content.length == KEY) {
            learn(content);
        }
    }

    /** All that is in the database too, what a found key makes as a master key, and each of them joined to each found key as a share. */
    private List<byte[]> bases() {
        var found = List.copyOf(known.values());
        var single = new ArrayList<>(found);
        single.addAll(loot.shortValues());
        found.forEach(key -> LABELS.stream()
                .filter(label -> label.startsWith("master/"))
                .forEach(label -> single.add(derive(key, new byte[0], label))));
        var bases = new ArrayList<>(single);
        single.forEach(one -> found.forEach(half -> bases.add(Kdf.concat(one, half))));
        return bases;
    }

    private static Stream<byte[]> keys(byte[] base, List<byte[]> salts) {
        var direct = base.length == KEY ? Stream.of(base) : Stream.<byte[]>empty();
        var all = new ArrayList<>(salts);
        all.add(new byte[0]);
        return Stream.concat(direct, all.stream().flatMap(salt -> LABELS.stream().map(label -> derive(base, salt, label))));
    }

    private static byte[] derive(byte[] secret, byte[] salt, String label) {
        return Kdf.derive(secret, salt, label, KEY);
    }

    private void tryBlobs(BlobStore store) throws IOException {
        for (var blob : loot.blobs()) {
            Files.write(store.path(blob.document()), blob.file());
            for (var candidate : known.values()) {
                if (reads(store, blob, new TransferKey(blob.transfer(), candidate))) {
                    opened.add("blob");
                }
            }
        }
    }

    private static boolean reads(BlobStore store, Loot.Blob blob, TransferKey key) {
        try (var reader = store.read(key, blob.document(), blob.length())) {
            var plain = ByteBuffer.allocate(BlobReader.plaintextPerSegment());
            reader.read(0, ByteBuffer.allocateDirect(BlobLayout.PARAMETERS.segmentLength()), plain, ByteBuffer.allocate(BlobReader.SEAL_LENGTH));
            return true;
        } catch (IOException | FloeException refused) {
            return false;
        }
    }
}
