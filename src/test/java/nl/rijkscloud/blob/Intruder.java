package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.Loot;
import nl.rijkscloud.vault.TransferKey;

/**
 * Tries every key that can be derived from stolen data on everything that is sealed, adds the opened plaintexts to its
 * secrets, and repeats until nothing new opens. It knows the source code and so every label; it has no other secrets.
 */
public final class Intruder {
    private static final List<String> LABELS = List.of(
            "wrap-purpose-keys", "own/asked", "slot/upload", "slot/download",
            "slot/report", "slot/reissue", "slot/pending", "slot/recovery", "session", "manifest",
            "document", "rest", "period/letter", "period/pending", "period/asked");
    private static final Pattern LINK = Pattern.compile("#([A-Za-z0-9_-]{43})");
    private static final int KEY = 32;

    private final Loot loot;

    /** Secrets of 32 bytes: the given ones and the ones found in opened plaintexts. */
    private final Map<ByteBuffer, byte[]> known = new HashMap<>();
    private final Set<ByteBuffer> tried = new HashSet<>();
    private final Set<Loot.Sealed> contents = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> opened = new TreeSet<>();

    private Intruder(Loot loot) {
        this.loot = loot;
    }

    /** Returns the names of the items that these secrets open. */
    public static Set<String> opens(Loot loot, Path scratch, byte[]... secrets) throws IOException {
        var intruder = new Intruder(loot);
        Stream.of(secrets).forEach(intruder::learn);
        var before = -1;
        while (before != intruder.known.size()) {
            before = intruder.known.size();
            intruder.tryAll();
        }
        intruder.tryBlobs(new FolderBlobStore(scratch, new SecureRandom()));
        return intruder.opened;
    }

    private void learn(byte[] value) {
        known.put(ByteBuffer.wrap(value), value);
    }

    /** A base always yields the same keys and derivation is slow, so each base is tried once. */
    private void tryAll() {
        for (var base : bases()) {
            if (tried.add(ByteBuffer.wrap(base))) {
                var keys = new HashMap<ByteBuffer, List<byte[]>>();
                loot.sealed().stream().filter(item -> !contents.contains(item))
                        .forEach(item -> tryOn(item, base, keys));
            }
        }
    }

    private void tryOn(Loot.Sealed item, byte[] base, Map<ByteBuffer, List<byte[]>> keys) {
        Stream.concat(item.salts().stream(), Stream.of(new byte[0]))
                .flatMap(salt -> keys.computeIfAbsent(ByteBuffer.wrap(salt), unused -> keys(base, salt)).stream())
                .map(key -> Aead.open(key, item.associated(), item.bytes()))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(content -> {
                    contents.add(item);
                    learn(item.name(), content);
                });
    }

    private void learn(String name, byte[] content) {
        opened.add(name);
        if (content.length == KEY + 1) {
            // the first byte of a grant says which key it holds
            learn(Arrays.copyOfRange(content, 1, content.length));
        } else if (content.length == KEY) {
            learn(content);
        } else { // a message may hold links
            LINK.matcher(new String(content, StandardCharsets.UTF_8)).results()
                    .forEach(link -> learn(Base64.getUrlDecoder().decode(link.group(1))));
        }
    }

    /**
     * Every value in the database and every found key, and each of them joined to each found key as a share.
     */
    private List<byte[]> bases() {
        var found = List.copyOf(known.values());
        var single = new ArrayList<>(found);
        single.addAll(loot.shortValues());
        var bases = new ArrayList<>(single);
        single.forEach(one -> found.forEach(half -> bases.add(Kdf.concat(one, half))));
        return bases;
    }

    /** Includes the base itself when it can be a key. */
    private static List<byte[]> keys(byte[] base, byte[] salt) {
        var derived = LABELS.stream().map(label -> derive(base, salt, label));
        return Stream.concat(base.length == KEY ? Stream.of(base) : Stream.empty(), derived).toList();
    }

    private static byte[] derive(byte[] secret, byte[] salt, String label) {
        return Kdf.derive(secret, salt, label, KEY);
    }

    private void tryBlobs(FolderBlobStore store) throws IOException {
        for (var blob : loot.blobs()) {
            Files.write(store.path(blob.document()), blob.file());
            for (var candidate : known.values()) {
                if (reads(store, blob, new TransferKey(blob.transfer(), candidate))) {
                    opened.add("blob");
                }
            }
        }
    }

    private static boolean reads(FolderBlobStore store, Loot.Blob blob, TransferKey key) {
        try (var reader = store.read(key, blob.document(), blob.length())) {
            var plain = ByteBuffer.allocate(BlobReader.plaintextPerSegment());
            reader.read(0, ByteBuffer.allocateDirect(BlobLayout.PARAMETERS.segmentLength()), plain,
                    ByteBuffer.allocate(BlobReader.SEAL_LENGTH));
            return true;
        } catch (IOException | FloeException refused) {
            return false;
        }
    }
}
