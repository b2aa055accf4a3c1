package org.citywall.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertTransitionsTest {
    /** One letter per response, a dot for a refusal, written down independently of the code. */
    private static final String LETTERS = "UAVDORC";

    private static final List<Response> RESPONSES =
            List.of(
                    Response.UNACKNOWLEDGED,
                    Response.ACKNOWLEDGED,
                    Response.VERIFYING,
                    Response.DISPATCHED,
                    Response.ON_SITE,
                    Response.RESOLVED,
                    Response.CLOSED);

    private static final Map<AlertAction, String> EXPECTED =
            Map.ofEntries(
                    //                                     from: UAVDORC
                    Map.entry(AlertAction.ACKNOWLEDGE, "A......"),
                    Map.entry(AlertAction.ACCEPT, "...D..."),
                    Map.entry(AlertAction.DECLINE, "...A..."),
                    Map.entry(AlertAction.VERIFY, "VVVDO.."),
                    Map.entry(AlertAction.DISPATCH, "DDDDO.."),
                    Map.entry(AlertAction.ARRIVE, ".OOO..."),
                    Map.entry(AlertAction.RESOLVE, ".RRRR.."),
                    Map.entry(AlertAction.CLOSE, ".CCCCC."),
                    Map.entry(AlertAction.FALSE_ALARM, "RRRRRR."),
                    Map.entry(AlertAction.DRILL, "RRRRRR."),
                    Map.entry(AlertAction.COMMENT, "UAVDORC"),
                    Map.entry(AlertAction.SHELVE, "UAVDO.."),
                    Map.entry(AlertAction.UNSHELVE, "UAVDO.."),
                    Map.entry(AlertAction.REOPEN, ".....AA"),
                    Map.entry(AlertAction.REPORT_119, "UAVDOR."),
                    Map.entry(AlertAction.ANSWER, "UAVDO.."),
                    Map.entry(AlertAction.EVACUATION, "UAVDOR."),
                    Map.entry(AlertAction.ORDER, "UAVDOR."),
                    Map.entry(AlertAction.REPLY, "UAVDORC"));

    static Stream<Arguments> everyPair() {
        List<Arguments> pairs = new ArrayList<>();
        for (AlertAction action : AlertAction.values()) {
            for (Response from : RESPONSES) {
                char to = EXPECTED.get(action).charAt(RESPONSES.indexOf(from));
                pairs.add(Arguments.of(from, action, to == '.' ? null : response(to)));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{1} in {0} → {2}")
    @MethodSource("everyPair")
    void everyPairIsAsWritten(Response from, AlertAction action, Response to) {
        assertThat(AlertTransitions.next(from, action)).isEqualTo(Optional.ofNullable(to));
    }

    @Test
    void theTableHereNamesEveryResponseAndAction() {
        assertThat(RESPONSES).containsExactlyInAnyOrder(Response.values());
        assertThat(EXPECTED).containsOnlyKeys(AlertAction.values());
    }

    @Test
    void onlyAShiftLeaderHidesAnAlert() {
        for (AlertAction action : AlertAction.values()) {
            assertThat(AlertTransitions.requiredRole(action))
                    .isEqualTo(action == AlertAction.SHELVE ? Role.SHIFT_LEAD : Role.OFFICER);
        }
    }

    private static Response response(char letter) {
        return RESPONSES.get(LETTERS.indexOf(letter));
    }
}
