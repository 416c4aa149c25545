package nl.rijkscloud.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;

/**
 * A document's file as a thief of the disk without a key sees it. The numbers come from the description of the format
 * and not from the code.
 */
public record BlobFile(Path path) {
    private static final int BLOCK = 4096;
    private static final int SEGMENT = 65_536;
    private static final int IV_START = 4;
    private static final int IV_LENGTH = 12;

    public static BlobFile of(DemoPortal portal, TusUpload upload) {
        return of(portal.config().storage().folder(), upload);
    }

    public static BlobFile of(Path folder, TusUpload upload) {
        return new BlobFile(path(folder, upload.id()));
    }

    /** The place of a document's file. */
    public static Path path(Path folder, Object document) {
        var id = document.toString();
        return folder.resolve(id.substring(0, 2)).resolve(id + ".blob");
    }

    public long size() throws IOException {
        return Files.size(path);
    }

    /** The IVs of all whole segments in order, in hexadecimal. */
    public List<String> ivs() throws IOException {
        var ivs = new ArrayList<String>();
        try (var file = FileChannel.open(path)) {
            for (long at = BLOCK; at + SEGMENT <= file.size(); at += SEGMENT) {
                var iv = ByteBuffer.allocate(IV_LENGTH);
                file.read(iv, at + IV_START);
                ivs.add(HexFormat.of().formatHex(iv.array()));
            }
        }
        return ivs;
    }

    /** The length of the file with exactly this many whole segments. */
    public static long sizeWith(long segments) {
        return BLOCK + segments * SEGMENT;
    }
}
