package nl.rijkscloud.transfer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.ShareSeal;

/**
 * What staff ask for, in their own words; the reference may be empty. At rest it is sealed under the master key and the transfer's share, because a
 * reminder repeats it and nobody's link is at hand then. Its text never reaches a log.
 */
public record Asked(String explanation, String reference) {
    public static final int MAX_EXPLANATION = 4_000;
    public static final int MAX_REFERENCE = 100;

    private static final String WHAT = "asked";

    public byte[] seal(ShareSeal seal, Share share) {
        var json = new JsonObject().put("explanation", explanation).put("reference", reference);
        return seal.seal(share, WHAT, json.toBuffer().getBytes());
    }

    public static Asked open(ShareSeal seal, Share share, byte[] sealed) {
        var plain = seal.open(share, WHAT, sealed)
                .orElseThrow(() -> new IllegalStateException("what was asked in " + share.transfer() + " does not open"));
        var json = new JsonObject(Buffer.buffer(plain));
        return new Asked(json.getString("explanation"), json.getString("reference"));
    }

    @Override
    public String toString() {
        return "Asked[***]";
    }
}
