package nl.rijkscloud.upload;

/**
 * A document that somebody wants to send.
 *
 * @param length plaintext bytes, zero or more
 * @param name the file's name, without folders
 * @param metadata {@code Upload-Metadata} as it came
 */
public record NewUpload(long length, String name, String metadata) {
    @Override
    public String toString() {
        return "NewUpload[" + length + "]";
    }
}
