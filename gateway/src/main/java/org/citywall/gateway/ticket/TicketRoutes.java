package org.citywall.gateway.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.db.Rows;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Page;

/** REST of the record of tickets. */
public final class TicketRoutes {
    private static final String PATH = "/api/v1/tickets";
    private static final String ONE = PATH + "/:caseId";

    private final Tickets tickets;
    private final Guard guard;

    /** Serves this record. */
    public TicketRoutes(Tickets tickets, Guard guard) {
        this.tickets = tickets;
        this.guard = guard;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        router.get(PATH).handler(guard.require(Role.VIEWER, this::list));
        router.get(ONE).handler(guard.require(Role.VIEWER, this::one));
        router.get(ONE + "/timeline").handler(guard.require(Role.VIEWER, this::timeline));
        router.get(ONE + "/orders").handler(guard.require(Role.VIEWER, this::orders));
    }

    private void list(RoutingContext context, Principal who) {
        TicketFilter filter = TicketFilter.of(context.request(), who);
        TicketOrderBy order = TicketOrderBy.of(context.request().getParam("order"));
        answer(context, tickets.list(filter, order, Page.of(context.request()), who));
    }

    private void one(RoutingContext context, Principal who) {
        answer(
                context,
                tickets.find(context.pathParam("caseId"), who)
                        .compose(ticket -> tickets.detail(ticket, who)));
    }

    private void timeline(RoutingContext context, Principal who) {
        Page page = Page.of(context.request());
        long before = Rows.before(page);
        answer(
                context,
                tickets.find(context.pathParam("caseId"), who)
                        .compose(ticket -> tickets.story(ticket, who, before, page.limit())));
    }

    private void orders(RoutingContext context, Principal who) {
        Page page = Page.of(context.request());
        long before = Rows.before(page);
        answer(
                context,
                tickets.find(context.pathParam("caseId"), who)
                        .compose(ticket -> tickets.orders(ticket, who, before, page.limit())));
    }

    static void answer(RoutingContext context, Future<ObjectNode> body) {
        body.onFailure(error -> Answers.failure(context, error))
                .onSuccess(found -> Answers.json(context.response(), 200, found));
    }
}
