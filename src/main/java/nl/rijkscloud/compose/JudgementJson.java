package nl.rijkscloud.compose;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ContentKind;

/** Adds to a document's JSON what the pages say when the content does not fit the name. */
public final class JudgementJson {
    private JudgementJson() {}

    /** @param refusal the reason of a refusal, which a document has in place of a warning */
    public static JsonObject put(JsonObject document, Optional<ContentJudgement> judgement, Optional<String> refusal) {
        var odd = judgement.filter(found -> !found.fits());
        return document
                .put("kind", odd.map(ContentJudgement::kind).map(ContentKind::code).orElse(null))
                .put("warning", odd.isPresent() && refusal.isEmpty())
                .put("rightExtension",
                        odd.map(ContentJudgement::kind).flatMap(ContentKind::rightExtension).orElse(null));
    }
}
