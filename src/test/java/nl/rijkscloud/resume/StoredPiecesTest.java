package nl.rijkscloud.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codes of stored bytes, as a browser requests and computes them. */
final class StoredPiecesTest {
    private static final int PIECE = 1 << 20;
    private static final int LENGTH = 3 * PIECE + 500_000;
    private static final byte[] CONTENT = Sample.text(LENGTH, 1);

    private final DemoPortal portal = TestPortal.shared();
    private SenderJourney sender;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
    }

    @Test
    void codesCoverExactlyTheStoredBytes() throws Exception {
        var upload = TusUpload.create(sender.browser(), "a.txt", LENGTH);
        for (var offset
                : new int[] {1, 65_504, 65_505, 100_000, PIECE, PIECE + 1, 2 * PIECE + 77_777, LENGTH - 1, LENGTH}) {
            var held = (int) upload.offset();
            assertThat(upload.append(held, Arrays.copyOfRange(CONTENT, held, offset)).statusCode()).isEqualTo(204);

            var answer = PortalClient.json(codes(upload, 0, 1, 2, 3, 4));

            assertThat(answer.getLong("offset")).isEqualTo(offset);
            assertThat(answer.getJsonArray("codes")).isEqualTo(own(answer, CONTENT, 0, 1, 2, 3, 4));
        }
        sender.awaitChecked();
        var other = CONTENT.clone();
        other[2 * PIECE] ^= 1;
        var answer = PortalClient.json(codes(upload, 3, 2, 0));
        var expected = own(answer, other, 3, 2, 0);
        assertThat(answer.getJsonArray("codes").getString(0)).isEqualTo(expected.getString(0));
        assertThat(answer.getJsonArray("codes").getString(1)).isNotEqualTo(expected.getString(1));
        assertThat(answer.getJsonArray("codes").getString(2)).isEqualTo(expected.getString(2));
    }

    /** Codes differ per response, so that an observed code matches nothing in another response. */
    @Test
    void onlyKeyAndOffsetAreEqualInTwoResponses() {
        var upload = sender.add("a.txt", CONTENT);
        sender.awaitChecked();

        var first = PortalClient.json(codes(upload, 0));
        var second = PortalClient.json(codes(upload, 0));

        assertThat(second.getString("key")).isEqualTo(first.getString("key"));
        assertThat(second.getString("salt")).isNotEqualTo(first.getString("salt"));
        assertThat(second.getJsonArray("codes")).isNotEqualTo(first.getJsonArray("codes"));
    }

    @Test
    void othersGet404AndSoDoesTheSenderAfterSubmit() {
        var upload = sender.add("a.txt", CONTENT);
        var never = TusUpload.ROOT + "/" + UUID.randomUUID();
        var stranger = SenderJourney.begin(portal).browser();
        var unknown = codes(new TusUpload(stranger, never), 0);

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(codes(upload.by(stranger), 0).body()).isEqualTo(unknown.body());
        assertThat(codes(upload.by(new PortalClient(portal.baseUrl())), 0).body()).isEqualTo(unknown.body());
        assertThat(codes(new TusUpload(stranger, TusUpload.ROOT + "/1"), 0).body()).isEqualTo(unknown.body());
        sender.awaitChecked();
        sender.submit();
        assertThat(codes(upload, 0).body()).isEqualTo(unknown.body());
    }

    @Test
    void removedAndRefusedDocumentsHaveNoCodes() {
        var removed = sender.add("a.txt", CONTENT);
        removed.delete();
        var refused = sender.add("a.png", CONTENT);
        sender.awaitChecked();

        assertThat(codes(removed, 0).statusCode()).isEqualTo(404);
        assertThat(codes(refused, 0).statusCode()).isEqualTo(404);
    }

    @Test
    void malformedAndTooLongQuestionsAreRefused() {
        var upload = TusUpload.create(sender.browser(), "a.txt", LENGTH);
        var many = IntStream.range(0, 257).boxed().toList();

        for (var pieces : List.of("[]", "[-1]", "[1.5]", "[\"0\"]", "[0,0]", "{}", "null", "[4294967296]", "[null]",
                many.toString())) {
            var answer = sender.browser().post(upload.path() + "/codes", new JsonObject("{\"pieces\":" + pieces + "}"));
            assertThat(answer.statusCode()).as(pieces).isEqualTo(422);
        }
        assertThat(PortalClient.json(codes(upload, 0, 2_000_000_000)).getJsonArray("codes")).hasSize(2)
                .allMatch(Objects::isNull);
    }

    private static HttpResponse<String> codes(TusUpload upload, Integer... pieces) {
        return upload.client()
                .post(upload.path() + "/codes", new JsonObject().put("pieces", new JsonArray(List.of(pieces))));
    }

    private static JsonArray own(JsonObject answer, byte[] content, int... pieces) throws Exception {
        var codes = new JsonArray();
        for (var piece : pieces) {
            var start = (long) piece * PIECE;
            var end = Math.min(start + PIECE, answer.getLong("offset"));
            codes.add(end <= start ? null : code(answer, piece, Arrays.copyOfRange(content, (int) start, (int) end)));
        }
        return codes;
    }

    private static String code(JsonObject answer, int number, byte[] piece) throws Exception {
        var base64 = Base64.getDecoder();
        var iv = ByteBuffer.allocate(12).put(base64.decode(answer.getString("salt"))).putInt(number).array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(base64.decode(answer.getString("key")), "AES"),
                new GCMParameterSpec(128, iv));
        cipher.updateAAD(piece);
        return Base64.getEncoder().encodeToString(cipher.doFinal());
    }
}
