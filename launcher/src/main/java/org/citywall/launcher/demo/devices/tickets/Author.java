package org.citywall.launcher.demo.devices.tickets;

import static org.citywall.launcher.demo.devices.tickets.Draft.because;
import static org.citywall.launcher.demo.devices.tickets.Draft.by;
import static org.citywall.launcher.demo.devices.tickets.Draft.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.citywall.launcher.demo.plan.Dice;

/**
 * Writes stories of cases. The same seed, number and time always give the same story; each case has
 * chance of its own, so one more draw in one changes no other.
 */
final class Author {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Asia/Shanghai"));

    /** Shares: heard by the property manager alone, by both, by an app; the rest by the hotline. */
    private static final double PROPERTY = 0.12;

    private static final double BOTH = 0.36;
    private static final double PUBLIC = 0.45;

    private static final double UNPLACED = 0.15;
    private static final double CONTRADICTS = 0.3;
    private static final double LAGS = 0.3;

    /** Of what people report by an app, so much the hotline takes over; the rest is the desk's. */
    private static final double TAKEN_OVER = 0.75;

    /** What the app of the public channel knows of. */
    private static final List<Matter> PUBLIC_MATTERS =
            List.of(Matter.GARBAGE, Matter.ROAD, Matter.GREEN);

    /** Few callers, so that some call again. */
    private static final int CALLERS = 400;

    private final List<Doorstep> doors;
    private final long seed;

    Author(List<Doorstep> doors, long seed) {
        this.doors = doors;
        this.seed = seed;
    }

    /**
     * The stories of one case: one for each system that tells it.
     *
     * @param n number of the case, from 1
     * @param began when it came in
     * @param past it was over, or under way, before there was anybody to tell
     */
    List<Story> stories(int n, Instant began, boolean past) {
        Dice dice = Dice.of(seed, "ticket/" + n);
        double who = dice.unit();
        Plot plot = Plot.of(dice.unit());
        Matter matter = dice.oneOf(List.of(Matter.values()));
        if (who < PROPERTY) {
            return List.of(story(Voice.PROPERTY, n, plot, matter, began, past, dice));
        }
        if (who < BOTH) {
            Story first = story(Voice.HOTLINE, n, plot, matter, began, past, dice);
            return List.of(first, echo(first, n, dice));
        }
        if (who < PUBLIC && !past) {
            return reported(n, dice.oneOf(PUBLIC_MATTERS), began, dice);
        }
        return List.of(story(Voice.HOTLINE, n, plot, matter, began, past, dice));
    }

    private Story story(
            Voice voice, int n, Plot plot, Matter matter, Instant began, boolean past, Dice dice) {
        Draft draft = new Draft(dice);
        draft.step("created", 0, 0, created(plot, matter, dice));
        new Plots(plot, matter, began, dice, draft).write();
        return new Story(voice, number(voice, n, began), plot, matter, began, past, draft.steps());
    }

    /** The same case as the property manager tells it: later, shorter, and sometimes otherwise. */
    private Story echo(Story first, int n, Dice dice) {
        Draft draft = new Draft(dice);
        if (dice.chance(LAGS)) {
            draft.lagging(Math.round(dice.between(15, 50)) * 60);
        }
        ObjectNode heard = created(Plot.PLAIN, first.matter(), dice);
        heard.remove(List.of("caller", "channel"));
        if (first.plot() == Plot.SECRET) {
            heard.put("secret", true).remove(List.of("title", "text", "address"));
        }
        if (dice.chance(CONTRADICTS)) {
            Matter other = dice.oneOf(List.of(Matter.LIFT, Matter.LEAK, Matter.ROAD));
            heard.put("category", other.code()).put("categoryName", other.words());
        }
        heard.putObject("other")
                .put("system", Voice.HOTLINE.system())
                .put("ticketId", first.number());
        Department department = first.matter().department();
        draft.step("created", 8, 25, heard);
        draft.step("progress", 20, 60, by(department).put("reason", "物业已派人查看"));
        if (dice.chance(CONTRADICTS)) {
            draft.step("invalidated", 20, 90, because("物业现场未发现问题"));
        } else {
            draft.step("done", 30, 200, by(department).put("proof", "物业处理照片"));
        }
        return new Story(
                Voice.PROPERTY,
                number(Voice.PROPERTY, n, first.began()),
                first.plot(),
                first.matter(),
                first.began(),
                first.past(),
                draft.steps());
    }

    /** By an app, and, unless it is left to the desk, what the hotline makes of it. */
    private List<Story> reported(int n, Matter matter, Instant began, Dice dice) {
        Draft report = new Draft(dice);
        report.step("created", 0, 0, created(Plot.PLAIN, matter, dice));
        Story told =
                new Story(
                        Voice.PUBLIC,
                        number(Voice.PUBLIC, n, began),
                        Plot.PLAIN,
                        matter,
                        began,
                        false,
                        report.steps());
        if (!dice.chance(TAKEN_OVER)) {
            return List.of(told);
        }
        Draft draft = new Draft(dice);
        ObjectNode linked = because("转 12345 热线办理");
        linked.putObject("other")
                .put("system", Voice.PUBLIC.system())
                .put("ticketId", PublicReports.numberOf(told.number()));
        draft.step("linked", 2, 10, linked);
        new Plots(Plot.PLAIN, matter, began, dice, draft).write();
        return List.of(
                told,
                new Story(
                        Voice.HOTLINE,
                        number(Voice.HOTLINE, n, began),
                        Plot.PLAIN,
                        matter,
                        began,
                        false,
                        draft.steps()));
    }

    private static String number(Voice voice, int n, Instant began) {
        return switch (voice) {
            case HOTLINE -> "RX%s%05d".formatted(DAY.format(began), n);
            case PROPERTY -> "WW-%07d".formatted(n);
            case PUBLIC -> "APP-%07d".formatted(n);
        };
    }

    private ObjectNode created(Plot plot, Matter matter, Dice dice) {
        Resident caller = Resident.invented(Dice.of(seed, "caller/" + dice.below(CALLERS)));
        Doorstep door = dice.oneOf(doors);
        String complaint = dice.oneOf(matter.complaints());
        ObjectNode data = data();
        data.put("category", matter.code()).put("categoryName", matter.words());
        data.put("title", matter.words() + "：" + complaint);
        data.put("text", text(complaint, matter, caller, door, dice));
        data.put(
                "address",
                "%s%d0%d室".formatted(door.address(), 1 + dice.below(9), 1 + dice.below(8)));
        data.put("channel", "电话");
        data.putObject("caller").put("name", caller.name()).put("phone", caller.phone());
        if (dice.chance(0.2)) {
            data.withObject("/caller").put("idNumber", caller.idNumber());
        }
        if (!dice.chance(UNPLACED)) {
            data.put("lon", door.lon()).put("lat", door.lat());
        }
        if (plot == Plot.SECRET) {
            data.put("secret", true);
        }
        if (matter.isUnrated()) {
            data.put("unrated", true);
        }
        return data;
    }

    /** As it is typed while somebody talks: with all that must not go further. */
    private static String text(
            String complaint, Matter matter, Resident caller, Doorstep door, Dice dice) {
        String text = "反映%s：%s。".formatted(door.name(), complaint);
        if (matter == Matter.PARKING) {
            text += "车牌%s。".formatted(caller.plate());
        }
        if (dice.chance(0.4)) {
            text += "来电人：%s，电话%s，要求回复。".formatted(caller.name(), caller.phone());
        } else if (dice.chance(0.2)) {
            text += "身份证%s，已核实为住户。".formatted(caller.idNumber());
        }
        return text;
    }

    /** When the backlog of a city's first start came in: so many cases, the oldest first. */
    List<Instant> backlog(int cases, Duration within, Instant now) {
        Dice dice = Dice.of(seed, "backlog");
        return java.util.stream.Stream.generate(dice::unit)
                .limit(cases)
                .map(unit -> now.minusMillis((long) (within.toMillis() * unit)))
                .sorted()
                .toList();
    }
}
