package nl.rijkscloud.upload;

import nl.rijkscloud.blob.BlobWriter;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Failure.Kind;
import nl.rijkscloud.kernel.FullDisk;

/** The expected failures of an upload, with the texts for the client. */
public final class UploadFailures {
    private UploadFailures() {}

    static Failure offsetMismatch() {
        return Failure.of(Kind.CONFLICT, "offset-mismatch",
                "Upload-Offset is not where this upload is. Ask with HEAD and go on from there.");
    }

    static Failure displaced() {
        return Failure.of(Kind.CONFLICT, "upload-displaced", "Another request has taken over this upload.");
    }

    /** Throws {@link #displaced()} if the row did not change, which means that another writer has it. */
    static Void requireMoved(boolean moved) {
        if (!moved) {
            throw displaced();
        }
        return null;
    }

    static Failure busy() {
        return Failure.of(Kind.BUSY, "upload-busy",
                "This upload is being written, or too many are. Try again in a moment.")
                .with("retryAfter", 2);
    }

    public static Failure codesBusy() {
        return Failure.of(Kind.BUSY, "codes-busy", "Too many codes of pieces are being made. Try again in a moment.")
                .with("retryAfter", 2);
    }

    static Failure tooSlow() {
        return Failure.of(Kind.UNAVAILABLE, "upload-too-slow",
                "Others wait for this place. What has come is kept; ask with HEAD and go on from there.")
                .with("retryAfter", 10);
    }

    static Failure checksumMismatch() {
        return Failure.of(Kind.CHECKSUM, "checksum-mismatch",
                "The bytes do not add up to Upload-Checksum. None of this request is kept; send them again.");
    }

    static Failure tooLarge(long most) {
        return Failure.of(Kind.TOO_LARGE, "document-too-large", "The document is larger than this server accepts.")
                .with("maxSize", most);
    }

    static Failure tooMany(int most) {
        return Failure.of(Kind.CONFLICT, "too-many-documents", "This transfer holds as many documents as it may.")
                .with("maxDocuments", most);
    }

    static Failure clientTaken() {
        return Failure.of(Kind.CONFLICT, "client-taken",
                "Another document of this transfer, of another length, has this client.");
    }

    static Failure removed() {
        return Failure.of(Kind.CONFLICT, "document-removed",
                "This document was taken out of the transfer. Choose a new client to send it all the same.");
    }

    static Failure extension() {
        return Failure.of(Kind.INVALID, "extension-not-allowed", "Documents with this extension are not accepted.");
    }

    /** @param refusal the reason, a word that the pages have texts for */
    static Failure content(String refusal, ContentJudgement judgement) {
        return Failure.of(Kind.INVALID, "content-refused",
                "This document is not taken: its content is not what its name says. Send no more of it.")
                .with("refusal", refusal)
                .with("kind", judgement.kind().code());
    }

    /**
     * Turns the failures of a full disk, and of a writer that was fenced, into expected ones; all others stay as they
     * are.
     */
    public static Throwable of(Throwable failure) {
        if (failure instanceof BlobWriter.Displaced) {
            return displaced();
        }
        return FullDisk.is(failure) ? Failure.storageFull() : failure;
    }
}
