package io.rapport.web.api;

import io.rapport.engagement.ClientReview;
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
        ClientReview.Reviewed reviewed = reviews.review(id);
        var shape = new LinkedHashMap<String, Object>();
        shape.put("id", reviewed.decision());
        shape.put("at", reviewed.sheet().at());
        shape.put("trigger", "DUE");
        shape.put("release", reviewed.release().id());
        shape.putAll(DecisionShape.outcome(reviewed.outcome(), reviewed.sheet()));
        shape.put("notMatched", reviewed.release().rules().whyNot(reviewed.sheet(), reviewed.outcome()));
        return shape;
    }
}
