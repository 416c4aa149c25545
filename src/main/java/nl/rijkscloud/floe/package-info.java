/**
 * FLOE, Fast Lightweight Online Encryption: the stream format in which documents are stored. Specified at
 * <a href="https://c2sp.org/FLOE">c2sp.org/FLOE</a>; instance {@code AES-256-GCM} with {@code HKDF-Expand-SHA-384}.
 *
 * <pre>
 * ciphertext = header || segment 0 || segment 1 || ... || final segment
 *
 * header   parameters (10) || iv (32) || tag (32)
 * segment  length word (4) || iv (12) || AES-GCM ciphertext (n) || AES-GCM tag (16)
 * </pre>
 *
 * <p>Start reading at {@link nl.rijkscloud.floe.FloeKey}; then {@link nl.rijkscloud.floe.FloeHeader},
 * {@link nl.rijkscloud.floe.SegmentSealer} and {@link nl.rijkscloud.floe.SegmentOpener}. Whole streams go through
 * {@link nl.rijkscloud.floe.FloeStreams}.
 *
 * <p>Promises:
 * <ul>
 *   <li>Every act of sealing draws a fresh random IV, so that an upload which resumes after a crash may seal segment
 *       <i>i</i> again with other bytes.
 *   <li>The header commits to key, associated data and parameters; a segment is bound to its header, its place and
 *       whether it is the last one.
 *   <li>Plaintext leaves only after its segment's tag has been verified.
 * </ul>
 *
 * <p>It does not promise that the segment at a place is the <i>latest</i> one sealed for it under the same
 * header. A caller that may get stale segments also compares a digest of all IVs and tags.
 *
 * <p>The package needs the JDK only. Ciphers come from the {@link java.security.Provider} that is passed in,
 * randomness from the {@link java.security.SecureRandom} that is passed in. Keys live in ordinary heap arrays until
 * they are collected: the JDK offers no way to erase what a cipher has copied, so none is pretended.
 */
package nl.rijkscloud.floe;
