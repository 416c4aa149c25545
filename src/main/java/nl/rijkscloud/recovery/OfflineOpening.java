package nl.rijkscloud.recovery;

import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Arrays;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.LinkSecret;
import nl.rijkscloud.vault.RecoverySecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.TransferKey;

/**
 * The custodians' step, on a machine without a network: opens an export with the joined key, and seals the transfer's
 * key to a fresh link. The transfer's key is in memory only.
 */
public final class OfflineOpening {
    private static final String DAMAGED =
            "the export does not open with this key: it was changed, or is not what the server wrote";

    private final SecureRandom random;

    public OfflineOpening(SecureRandom random) {
        this.random = random;
    }

    /**
     * A fresh link.
     *
     * @param file for the server: the link's id and its sealed slots, without its secret
     * @param url the link, for the person and for nobody else
     * @param about a sentence for the custodians, to compare with the audit log
     */
    public record Opened(String file, String url, String about) {
        @Override
        public String toString() {
            return "Opened[***]";
        }
    }

    /** Throws {@link RecoveryRefused} for another key, and for a file that is not as the server wrote it. */
    public Opened open(RecoverySecret secret, String export) {
        var paper = SealedPaper.parse(SealedPaper.EXPORT, export)
                .orElseThrow(() -> new RecoveryRefused("the file is no export of recovery export"));
        var terms = ExportTerms.of(paper);
        if (!terms.key().equals(secret.publicHalf().shownId())) {
            throw new RecoveryRefused("the export is sealed to key " + terms.key() + ", the shares belong to "
                    + secret.publicHalf().shownId());
        }
        var content = secret.openExport(paper.content(), paper.seal())
                .filter(plain -> plain.length > RecoverySecret.LENGTH)
                .orElseThrow(() -> new RecoveryRefused(DAMAGED));
        try {
            var share = new Share(terms.transfer(), Arrays.copyOf(content, RecoverySecret.LENGTH));
            var slot = Arrays.copyOfRange(content, RecoverySecret.LENGTH, content.length);
            return secret.openSlot(terms.transfer(), slot).map(key -> seal(terms, share, key))
                    .orElseThrow(() -> new RecoveryRefused(DAMAGED));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Opened seal(ExportTerms terms, Share share, TransferKey key) {
        var aead = new Aead(random);
        var link = LinkSecret.random(random);
        var slots = new JsonObject();
        terms.kind().slots().forEach(kind -> slots.put(kind.sql(),
                Base64Url.text(Slots.seal(aead, kind, link, share, terms.notAfter(), key))));
        var content = new JsonObject()
                .put("export", terms.id().toString())
                .put("link", Base64Url.text(link.id()))
                .put("slots", slots)
                .toBuffer().getBytes();
        var paper = new SealedPaper(content, ImportSeal.of(share, terms.id()).of(content));
        var url = terms.portal().resolve("/" + terms.kind().page() + "/") + link.urlEnd();
        return new Opened(paper.text(SealedPaper.IMPORT), url, "transfer " + terms.number() + ", export " + terms.id()
                + ", " + terms.kind().sql() + " link until " + terms.notAfter());
    }
}
