package nl.rijkscloud.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Hmac;
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

    /**
     * Returns the names of the items that these secrets open. Works on a thread of its own, because each of many wrong
     * keys ends in an exception, which costs more the deeper the stack is.
     */
    public static Set<String> opens(Loot loot, Path scratch, byte[]... secrets) {
        var intruder = new Intruder(loot);
        Stream.of(secrets).forEach(intruder::learn);
        return CompletableFuture.supplyAsync(() -> intruder.work(scratch), task -> new Thread(task).start()).join();
    }

    private Set<String> work(Path scratch) {
        var before = -1;
        while (before != known.size()) {
            before = known.size();
            tryAll();
        }
        try {
            tryBlobs(new FolderBlobStore(scratch, new SecureRandom()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return opened;
    }

    private void learn(byte[] value) {
        known.put(ByteBuffer.wrap(value), value);
    }

    /** A base always yields the same keys and derivation is slow, so each base is tried once. */
    private void tryAll() {
        for (var base : bases()) {
            if (tried.add(ByteBuffer.wrap(base))) {
                var keys = new HashMap<ByteBuffer, List<byte[]>>();
                for (var item : loot.sealed()) {
                    if (!contents.contains(item)) {
                        tryOn(item, base, keys);
                    }
                }
            }
        }
    }

    private void tryOn(Loot.Sealed item, byte[] base, Map<ByteBuffer, List<byte[]>> keys) {
        var salts = new ArrayList<>(item.salts());
        salts.add(new byte[0]);
        for (var salt : salts) {
            for (var key : keys.computeIfAbsent(ByteBuffer.wrap(salt), unused -> keys(base, salt))) {
                var content = Aead.open(key, item.associated(), item.bytes());
                if (content.isPresent()) {
                    contents.add(item);
                    learn(item.name(), content.get());
                    return;
                }
            }
        }
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
        return Stream.concat(base.length == KEY ? Stream.of(base) : Stream.empty(), derived(base, salt)).toList();
    }

    /** HKDF as in {@link Kdf}, but with one extraction for all labels, because there are many bases. */
    private static Stream<byte[]> derived(byte[] base, byte[] salt) {
        var extracted = new Hmac(new Hmac(salt.length == 0 ? new byte[Hmac.LENGTH] : salt).of(base));
        return LABELS.stream().map(label ->
                extracted.of((Kdf.PREFIX + label).getBytes(StandardCharsets.UTF_8), new byte[] {1}));
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
