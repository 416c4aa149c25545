package nl.rijkscloud.content;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.content.ContentJudgement.NameMatch;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells whether a document is what its name says. A kind fits its usual extensions; the list of media types of an
 * extension adds others. Apache Tika decides about kinds that the portal's own rules do not know. Immutable, safe for
 * use from any thread.
 */
public final class ContentCheck {
    private static final String MISMATCH = "content-mismatch";
    private static final Set<String> OFFICE_NAMES = Set.of(
            "doc", "docx", "docm", "odt", "rtf", "xls", "xlsx", "xlsm", "ods", "csv", "ppt", "pptx", "pps", "ppsx",
            "odp", "xml", "msg", "eml");
    private static final Set<String> TEXT_NAMES = Set.of("txt", "csv", "json", "xml", "eml");

    /** Each is a zip: its content appears only when it is unpacked, and nothing in it runs before. */
    private static final Set<ContentKind> IN_A_ZIP = Set.of(
            ContentKind.OFFICE_OPEN, ContentKind.OFFICE_MACROS, ContentKind.OPEN_DOCUMENT, ContentKind.IWORK,
            ContentKind.SIGNED_CONTAINER, ContentKind.JAVA_ARCHIVE, ContentKind.APP_PACKAGE);

    private final MimeTypes known = MimeTypes.getDefaultMimeTypes();
    private final Map<String, List<String>> allowed;
    private final Config.Content treatment;
    private final MeterRegistry metrics;

    public ContentCheck(Config.Documents config, MeterRegistry metrics) {
        this.allowed = config.types();
        this.treatment = config.content();
        this.metrics = metrics;
        for (var standing : NameMatch.values()) {
            for (var kind : ContentKind.values()) {
                counter(standing, kind);
            }
        }
        Stream.of(ScanResult.State.CLEAN, ScanResult.State.INFECTED).forEach(state -> counter(state, ""));
        Stream.of(ScanResult.Reason.values()).forEach(why -> counter(ScanResult.State.NOT_SCANNED, why.code()));
    }

    /** Why a document of this kind is not taken, as a code that reports and pages know; empty when it is. */
    public Optional<String> refusal(ContentJudgement judgement) {
        return switch (judgement.standing()) {
            case FITS -> Optional.empty();
            case OTHER_KIND -> refused(treatment.otherKind(), MISMATCH);
            case PROGRAM -> refused(treatment.program(), "program");
            case UNRECOGNISED -> refused(treatment.unrecognised(), MISMATCH);
        };
    }

    private static Optional<String> refused(Config.Treatment treatment, String code) {
        return treatment == Config.Treatment.REFUSE ? Optional.of(code) : Optional.empty();
    }

    /** Counts what became final. It says nothing of whose it was or how it was called. */
    public void count(ContentJudgement judgement) {
        counter(judgement.standing(), judgement.kind()).increment();
    }

    private Counter counter(NameMatch standing, ContentKind kind) {
        return Counter.builder("rijkscloud.documents.kinds").tag("standing", standing.code()).tag("kind", kind.code())
                .description("Documents that were received, by their content and how it fits their name")
                .register(metrics);
    }

    /** Counts a malware state that became final. */
    public void count(ScanResult scan) {
        counter(scan.state(), scan.reason().map(ScanResult.Reason::code).orElse("")).increment();
    }

    private Counter counter(ScanResult.State state, String reason) {
        return Counter.builder("rijkscloud.documents.scans").tag("state", state.code()).tag("reason", reason)
                .description("Documents that were checked, by what the virus scanner said of them")
                .register(metrics);
    }

    /** @param name of the file, from which the extension is taken */
    public ContentJudgement look(String name, DocumentSample sample) {
        var extension = extension(name);
        var types = allowed.get(extension);
        if (types == null) {
            return new ContentJudgement(NameMatch.UNRECOGNISED, ContentKind.UNRECOGNISED);
        }
        var kind = KindDetector.of(extension, sample);
        if (kind == ContentKind.UNRECOGNISED) {
            return asked(sample, types);
        }
        return new ContentJudgement(standing(kind, extension, types), kind);
    }

    private static NameMatch standing(ContentKind kind, String extension, List<String> types) {
        if (isAtHome(kind, extension) || kind.types().stream().anyMatch(types::contains)) {
            return NameMatch.FITS;
        }
        return switch (kind.sort()) {
            case PROGRAM -> NameMatch.PROGRAM;
            case UNKNOWN -> NameMatch.UNRECOGNISED;
            // In the place of a picture or a PDF these are the page that a server gave instead, or its address: nothing
            // shows them.
            case TEXT -> OFFICE_NAMES.contains(extension) || (kind != ContentKind.WEB_PAGE && !isShown(types))
                    ? NameMatch.OTHER_KIND
                    : NameMatch.UNRECOGNISED;
            default -> NameMatch.OTHER_KIND;
        };
    }

    private static boolean isAtHome(ContentKind kind, String extension) {
        return kind.extensions().contains(extension)
                || (kind == ContentKind.EMPTY && extension.equals("txt"))
                || (kind == ContentKind.PLAIN_TEXT && TEXT_NAMES.contains(extension))
                || (extension.equals("zip") && IN_A_ZIP.contains(kind));
    }

    /** True for extensions of pictures, sound, film and printed pages. */
    private static boolean isShown(List<String> types) {
        return types.stream()
                .allMatch(type -> type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/")
                || type.equals("application/pdf") || type.equals("application/postscript")
                || type.equals("application/dicom"));
    }

    private ContentJudgement asked(DocumentSample sample, List<String> types) {
        var detected = detect(sample.head());
        if (kinds(detected).anyMatch(types::contains)) {
            return new ContentJudgement(NameMatch.FITS, ContentKind.UNRECOGNISED);
        }
        return switch (detected.getType()) {
            case "image" -> new ContentJudgement(NameMatch.OTHER_KIND, ContentKind.PICTURE_OTHER);
            case "audio", "video" -> new ContentJudgement(NameMatch.OTHER_KIND, ContentKind.MEDIA_OTHER);
            default -> new ContentJudgement(NameMatch.UNRECOGNISED, ContentKind.UNRECOGNISED);
        };
    }

    /** The detector does not get the name, because the name is being checked. */
    private MediaType detect(byte[] head) {
        try {
            return known.detect(new ByteArrayInputStream(head), new Metadata());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The type and those it is a kind of. All are kinds of octet-stream: that one says only "not recognised". */
    private Stream<String> kinds(MediaType detected) {
        var registry = known.getMediaTypeRegistry();
        return MediaType.OCTET_STREAM.equals(detected)
                ? Stream.of(detected.toString())
                : Stream.iterate(detected, type -> type != null && !MediaType.OCTET_STREAM.equals(type),
                        registry::getSupertype)
                        .map(MediaType::toString);
    }

    private static String extension(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
