package nl.rijkscloud.compose;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ContentKind;

/** What the pages say of a document whose content is not what its name says. */
public final class JudgementJson {
    private JudgementJson() {}

    /** @param refusal a document that is refused has no warning: it has this */
    public static JsonObject put(JsonObject document, Optional<ContentJudgement> judgement, Optional<String> refusal) {
        var odd = judgement.filter(found -> !found.fits());
        return document
                .put("kind", odd.map(ContentJudgement::kind).map(ContentKind::code).orElse(null))
                .put("warning", odd.isPresent() && refusal.isEmpty())
                .put("rightExtension", odd.map(ContentJudgement::kind).flatMap(ContentKind::rightExtension).orElse(null));
    }
}
