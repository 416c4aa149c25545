package nl.rijkscloud.statement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hash tree of RFC 6962 section 2.1 with SHA-256. A leaf and a node are hashed under different first bytes, so that
 * neither passes for the other.
 */
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** The root over these entries; of no entries it is the hash of nothing. */
    public static byte[] root(List<byte[]> entries) {
        return switch (entries.size()) {
            case 0 -> PartDigest.sha256().digest();
            case 1 -> leaf(entries.getFirst());
            default -> {
                var split = split(entries.size());
                yield node(root(entries.subList(0, split)), root(entries.subList(split, entries.size())));
            }
        };
    }

    /** The hashes that lead from an entry to the root, the lowest first. */
    public static List<byte[]> path(List<byte[]> entries, int index) {
        var path = new ArrayList<byte[]>();
        var part = entries;
        var place = index;
        while (part.size() > 1) {
            var split = split(part.size());
            var left = place < split;
            path.addFirst(root(left ? part.subList(split, part.size()) : part.subList(0, split)));
            part = left ? part.subList(0, split) : part.subList(split, part.size());
            place = left ? place : place - split;
        }
        return path;
    }

    /** True if the path leads from this entry to the root (RFC 9162 section 2.1.3.2). */
    static boolean leads(byte[] entry, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        var place = index;
        var last = size - 1;
        var hash = leaf(entry);
        for (var beside : path) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = node(beside, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, beside);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** The largest power of two below the number of entries. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static byte[] leaf(byte[] entry) {
        var digest = PartDigest.sha256();
        digest.update(LEAF);
        return digest.digest(entry);
    }

    private static byte[] node(byte[] left, byte[] right) {
        var digest = PartDigest.sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
