package org.citywall.gateway.ticket;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.JsonBody;
import org.citywall.gateway.http.Problem;
import org.citywall.gateway.http.Refusal;
import org.citywall.gateway.privacy.CaseMask;
import org.citywall.gateway.text.PlainText;

/** {@code POST /api/v1/tickets/{caseId}/reveal}: who asks gives a reason, and is written down. */
public final class RevealRoutes {
    private static final int MIN_REASON = 2;
    private static final int MAX_REASON = 500;
    private static final String RETRY_AFTER_S = "60";

    private final Tickets tickets;
    private final Reveals reveals;
    private final CaseMask masks;
    private final Guard guard;
    private final JsonBody bodies;

    /**
     * Serves these.
     *
     * @param masks hide what names people in words that were typed about a case
     */
    public RevealRoutes(
            Tickets tickets, Reveals reveals, CaseMask masks, Guard guard, JsonBody bodies) {
        this.tickets = tickets;
        this.reveals = reveals;
        this.masks = masks;
        this.guard = guard;
        this.bodies = bodies;
    }

    /** Adds the route; must stand before any body handler. */
    public void mount(Router router) {
        router.post("/api/v1/tickets/:caseId/reveal")
                .handler(guard.require(Role.SHIFT_LEAD, this::reveal));
    }

    private void reveal(RoutingContext context, Principal who) {
        String caseId = context.pathParam("caseId");
        bodies.read(
                context,
                body -> {
                    String reason = JsonBody.text(body, "reason", MIN_REASON, MAX_REASON).strip();
                    if (reason.length() < MIN_REASON || !PlainText.isPlain(reason)) {
                        throw new Refusal(
                                Problem.ofField(400, "bad field", "/reason", PlainText.RULE));
                    }
                    tickets.find(caseId, who)
                            .compose(found -> masks.of(caseId))
                            .compose(mask -> reveals.reveal(caseId, who, mask.apply(reason)))
                            .onSuccess(seen -> Answers.json(context.response(), 200, seen))
                            .onFailure(error -> refuse(context, error));
                });
    }

    private static void refuse(RoutingContext context, Throwable error) {
        if (error instanceof Refusal refusal && refusal.problem().status() == 429) {
            context.response().putHeader("retry-after", RETRY_AFTER_S);
        }
        Answers.failure(context, error);
    }
}
