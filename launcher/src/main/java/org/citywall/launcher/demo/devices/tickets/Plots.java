package org.citywall.launcher.demo.devices.tickets;

import static org.citywall.launcher.demo.devices.tickets.Draft.because;
import static org.citywall.launcher.demo.devices.tickets.Draft.by;
import static org.citywall.launcher.demo.devices.tickets.Draft.data;
import static org.citywall.launcher.demo.devices.tickets.Draft.to;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.citywall.contracts.Json;
import org.citywall.launcher.demo.plan.Dice;

/** What happens after a case came in, by the kind of its story. Delays in minutes. */
final class Plots {
    private static final double HOUR = 60;
    private static final String PROOF = "现场照片 2 张";

    private final Plot plot;
    private final Matter matter;
    private final Dice dice;
    private final Draft draft;
    private final Instant began;

    Plots(Plot plot, Matter matter, Instant began, Dice dice, Draft draft) {
        this.plot = plot;
        this.matter = matter;
        this.began = began;
        this.dice = dice;
        this.draft = draft;
    }

    /** All that follows. */
    void write() {
        if (plot == Plot.INVALID) {
            draft.step("invalidated", 5, 40, because("来电人说打错了，无此事项"));
            return;
        }
        draft.step("classified", 1, 8, data().put("class", matter.classId()));
        switch (plot) {
            case LATE -> late();
            case RETURNED -> returned();
            case ADJUDICATED -> adjudicated();
            case SUSPENDED -> suspended();
            case EXTENDED -> extended();
            case REDONE -> redone();
            case WHISTLED -> whistled();
            case INSTRUCTED -> instructed();
            case UNREACHABLE -> unreachable();
            default -> plain();
        }
    }

    private void plain() {
        dispatched();
        work();
        ended();
    }

    private void dispatched() {
        draft.step("dispatched", 2, 14, to(matter.department()));
        draft.signed(matter.department(), 1, 18);
    }

    /** As long as such a thing takes; most of it in time. */
    private void work() {
        draft.step("progress", 5, 40, because("人员已到场"));
        if (matter == Matter.FEES || matter == Matter.WALL) {
            draft.step("consulted", 4 * HOUR, 30 * HOUR, because("召集相关单位会商"));
        }
        if (matter == Matter.WALL) {
            draft.step("planned", 8 * HOUR, 40 * HOUR, data().put("proof", "整治方案一份"));
        }
        draft.step("done", 15, 110, done());
    }

    private ObjectNode done() {
        return by(matter.department()).put("proof", PROOF).put("reason", "已处理完毕");
    }

    private void ended() {
        draft.step("verified", 20, 100, data().put("outcome", "passed"));
        if (dice.chance(0.85)) {
            draft.step(
                    "rated", 2, 30, data().put("rating", dice.chance(0.8) ? 5 : 1 + dice.below(4)));
        }
        draft.step("cancelled", 5, 30, data().put("proof", PROOF).put("reason", "回访满意，销号"));
    }

    /** What is overdue is supervised, and only a shift lead ends that: nothing follows. */
    private void late() {
        draft.step("dispatched", 10, 40, to(matter.department()));
        draft.signed(matter.department(), 45, 150);
        draft.step("progress", 60, 300, because("人手不足，排队处理"));
        draft.step("done", 24 * HOUR, 34 * HOUR, done());
        draft.step("verified", 30, 200, data().put("outcome", "passed"));
        draft.step("rated", 2, 30, data().put("rating", 1 + dice.below(3)));
    }

    private void returned() {
        draft.step("dispatched", 2, 14, to(other()));
        draft.step("returned", 15, 80, by(other()).put("reason", "不属于本单位职责"));
        dispatched();
        work();
        ended();
    }

    private void adjudicated() {
        draft.step("dispatched", 2, 14, to(other()));
        draft.step("returned", 15, 60, by(other()).put("reason", "不属于本单位职责"));
        draft.step("dispatched", 2, 14, to(matter.department()));
        draft.step("returned", 15, 60, by(matter.department()).put("reason", "权属不清"));
        draft.step(
                "adjudicated",
                20,
                90,
                to(matter.department())
                        .put("reason", "裁决：首接负责，由" + matter.department().words() + "办理"));
        draft.signed(matter.department(), 2, 20);
        work();
        ended();
    }

    private void suspended() {
        dispatched();
        draft.step("progress", 5, 40, because("人员已到场"));
        draft.step("suspended", 5, 30, because("等待配件"));
        draft.step("resumed", 2 * HOUR, 9 * HOUR, because("配件已到"));
        draft.step("done", 20, 90, done());
        ended();
    }

    private void extended() {
        dispatched();
        draft.step("progress", 5, 40, because("需要专业设备"));
        ObjectNode later =
                because("需协调吊车进场")
                        .put("until", Json.time(began.plus(Duration.ofHours(60 + dice.below(24)))));
        draft.step("extended", 5, 30, later);
        draft.step("done", 10 * HOUR, 30 * HOUR, done());
        ended();
    }

    /** Dispatched again, with notice to the grid; that is supervised. */
    private void redone() {
        dispatched();
        work();
        draft.step(
                "verified",
                20,
                100,
                because("现场复查，问题仍在").put("outcome", "failed").put("lead", Department.GRID.words()));
        draft.signed(Department.GRID, 1, 9);
        draft.signed(matter.department(), 1, 15);
        draft.step("done", 30, 120, done());
        draft.step("verified", 20, 100, data().put("outcome", "passed"));
        draft.step("rated", 2, 30, data().put("rating", 3 + dice.below(3)));
    }

    private void whistled() {
        Department lead = matter.department();
        draft.step(
                "dispatched",
                3,
                20,
                to(lead, other(), Department.GRID)
                        .put("lead", lead.words())
                        .put("reason", "街道吹哨，部门报到"));
        draft.signed(lead, 1, 10);
        draft.signed(other(), 1, 10);
        draft.signed(Department.GRID, 1, 10);
        draft.step("reported", 20, 60, by(other()));
        draft.step("reported", 5, 30, by(Department.GRID));
        draft.step("reported", 5, 30, by(lead));
        draft.step("done", 5, 40, done());
        ended();
    }

    private void instructed() {
        dispatched();
        draft.step("flagged", 5, 60, because("区领导批示：限期解决").put("flag", "instructed"));
        work();
        draft.step("verified", 20, 100, data().put("outcome", "passed"));
        draft.step("rated", 2, 30, data().put("rating", 5));
    }

    private void unreachable() {
        dispatched();
        work();
        for (int i = 0; i < 3; i++) {
            draft.step("verified", 30, 120, because("电话无人接听").put("outcome", "unreachable"));
        }
        draft.step("cancelled", 5, 30, data().put("proof", PROOF).put("reason", "三次回访未接通，凭现场照片销号"));
    }

    /** Whose work it is not. */
    private Department other() {
        return matter.department() == Department.ENFORCEMENT
                ? Department.SANITATION
                : Department.ENFORCEMENT;
    }
}
