package io.rapport.web.api;

import io.rapport.engagement.sweep.Asked;
import io.rapport.engagement.sweep.ClientReview;
import io.rapport.journal.DecisionShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Looking after one client now. */
@Tag(name = "Clients")
@RestController
class ClientReviewApi {

    private final ClientReview reviews;

    ClientReviewApi(ClientReview reviews) {
        this.reviews = reviews;
    }

    @Operation(summary = "Decide now what the bot does of its own accord for this client, and do it")
    @PostMapping("/api/v1/clients/{id}/review")
    Map<String, Object> review(@PathVariable long id) {
        Asked asked = reviews.review(id);
        var shape = new LinkedHashMap<String, Object>();
        shape.put("id", asked.decision());
        shape.put("at", asked.sheet().at());
        shape.put("trigger", "DUE");
        shape.put("release", asked.release().id());
        shape.putAll(DecisionShape.outcome(asked.outcome(), asked.sheet()));
        shape.put("notMatched", asked.release().rules().whyNot(asked.sheet(), asked.outcome()));
        return shape;
    }
}
