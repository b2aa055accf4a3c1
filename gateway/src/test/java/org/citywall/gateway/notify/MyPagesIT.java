package org.citywall.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.alert.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By which the phone knows which alerts are its person's. */
@Timeout(60)
class MyPagesIT {
    private static NotifyRig rig;

    @BeforeAll
    static void start() {
        rig = new NotifyRig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.reset();
    }

    private static List<String> mine(String token) throws Exception {
        List<String> found = new ArrayList<>();
        for (JsonNode item : rig.rig.get("/api/v1/me/pages", token, 200).path("items")) {
            found.add(
                    "%s %s %s"
                            .formatted(
                                    item.path("alertId").asText(),
                                    item.path("step").asText(),
                                    item.path("state").asText()));
        }
        return found;
    }

    private static Page page(String id, String alert, String to, Page.Step step) {
        return new Page(id, alert, to, step, 1, false, "为何", rig.rig.clock.instant());
    }

    @Test
    void areTheNewestOfEachAlertThatWentToThisAccountAndNobodyElses() throws Exception {
        rig.contact("officer", "/a");
        rig.contact("lead", "/b");
        rig.told(
                page("p1", "A-1", "officer", Page.Step.RAISED),
                page("p2", "A-2", "officer", Page.Step.RAISED),
                page("p3", "A-3", "lead", Page.Step.RAISED));
        rig.rig.clock.advance(Duration.ofMinutes(3));
        rig.told(page("p4", "A-1", "officer", Page.Step.DISPATCHED));

        assertThat(mine("officer")).containsExactly("A-1 dispatched waiting", "A-2 raised waiting");
        assertThat(mine("lead")).containsExactly("A-3 raised waiting");
        assertThat(mine("viewer")).isEmpty();
    }

    @Test
    void haveWhatCameByAPostThatTheAccountHoldsNow() throws Exception {
        rig.contact("officer", "/a");
        rig.rig.json("PUT", "/api/v1/oncall/people/officer", "admin", "{'label':'陈值班'}", 200);
        String today = rig.rig.clock.instant().toString().substring(0, 10);
        rig.rig.json(
                "PUT",
                "/api/v1/oncall/rotas/harbour",
                "admin",
                """
                {'post':'值班长','zone':'UTC','layers':[{'name':'日班','start':'%s',
                 'handOver':'00:00','turns':[['officer']]}]}
                """
                        .formatted(today),
                200);
        rig.told(page("p1", "A-1", "值班长", Page.Step.RAISED));

        assertThat(mine("officer")).containsExactly("A-1 raised waiting");
    }

    @Test
    void sayThatWhatHasNoWayToThePersonDidNotReachIt() throws Exception {
        rig.told(page("p1", "A-1", "officer", Page.Step.CALLED));

        assertThat(mine("officer")).containsExactly("A-1 called dead");
    }

    @Test
    void stayInThePlaceOfTheAccount() throws Exception {
        rig.contact("local", "/a");
        rig.told(page("p1", "A-1", "local", Page.Step.RAISED));

        assertThat(mine("local")).as("the sample's alert lies elsewhere").isEmpty();
    }

    @Test
    void areToldToNoStranger() throws Exception {
        rig.rig.get("/api/v1/me/pages", "nobody", 401);
    }
}
