package org.citywall.stream.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.citywall.contracts.ticket.ClockKind;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketOrderKind;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.VerifyOutcome;

class TicketCodecTest {
    /** Bytes that an earlier build wrote; never written again for the same form. */
    private static final Path GOLDEN =
            Path.of("src", "test", "resources", "ticket", "case-form-1.hex");

    @Provide
    Arbitrary<TicketMemory> memories() {
        return Arbitraries.randomValue(random -> new RandomMemory(random).memory());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsPackedComesBack(@ForAll("memories") TicketMemory memory) {
        TicketMemory back = TicketCodec.unpack(memory.id, TicketCodec.pack(memory));

        assertThat(back).usingRecursiveComparison().isEqualTo(memory);
    }

    /** Else the property above would say nothing of a field that is new. */
    @Example
    void theRandomMemoryLeavesNoFieldOut() throws Exception {
        Set<String> left = fields(TicketMemory.class);
        left.addAll(fields(ClockMemory.class));
        left.remove("TicketMemory.id");
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            TicketMemory memory = new RandomMemory(random).memory();
            check(left, memory, new TicketMemory());
            for (ClockMemory clock : memory.clocks) {
                check(left, clock, new ClockMemory());
            }
        }

        assertThat(left).isEmpty();
    }

    @Example
    void aFreshlyDispatchedCaseIsSmall() {
        int size = TicketCodec.pack(TicketCase.dispatched().memory).length;
        System.out.println("a freshly dispatched case: " + size + " bytes in state");

        assertThat(size).isLessThanOrEqualTo(260);
    }

    @Example
    void aCaseOfTenClocksIsNotMuchGreater() {
        TicketCase it = TicketCase.created();
        it.tell(
                1,
                it.at(1, TicketEventKind.DISPATCHED)
                        .to("一队", "二队", "三队", "四队", "五队", "六队", "七队", "八队", "九队"));
        int size = TicketCodec.pack(it.memory).length;
        System.out.println("a case of ten clocks: " + size + " bytes in state");

        assertThat(it.memory.clocks).hasSize(10);
        assertThat(size).isLessThanOrEqualTo(480);
    }

    @Example
    void aRestoredCaseGoesOnAsIfNothingHadBeen() {
        TicketCase it = TicketCase.dispatched();
        TicketMemory back = TicketCodec.unpack(TicketCase.ID, TicketCodec.pack(it.memory));
        var signed = it.at(20, TicketEventKind.SIGNED).of(TicketCase.OFFICE).event();
        TicketDecision kept =
                TicketRule.apply(
                        it.memory,
                        signed,
                        TicketCase.minutes(40),
                        TicketCase.RULES,
                        TicketCase.POLICY,
                        7);
        TicketDecision again =
                TicketRule.apply(
                        back,
                        signed,
                        TicketCase.minutes(40),
                        TicketCase.RULES,
                        TicketCase.POLICY,
                        7);

        assertThat(again).usingRecursiveComparison().isEqualTo(kept);
        assertThat(back).usingRecursiveComparison().isEqualTo(it.memory);
    }

    @Example
    void theFormIsThatOfTheGoldenBytes() throws IOException {
        TicketMemory memory = SampleMemory.memory();
        byte[] packed = TicketCodec.pack(memory);
        if (Boolean.getBoolean("citywall.update") && !Files.exists(GOLDEN)) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(
                    GOLDEN, HexFormat.of().formatHex(packed).replaceAll("(.{96})", "$1\n") + "\n");
        }
        byte[] golden = HexFormat.of().parseHex(Files.readString(GOLDEN).replaceAll("\\s", ""));

        assertThat(packed).isEqualTo(golden);
        assertThat(TicketCodec.unpack(memory.id, golden))
                .usingRecursiveComparison()
                .isEqualTo(memory);
    }

    @Example
    void anUnknownFormIsNamed() {
        assertThatThrownBy(() -> TicketCodec.unpack("c1", new byte[] {9, 0}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("case c1 lies in state in form 9; this version reads form 1");
    }

    @Example
    void tornBytesAreToldApart() {
        byte[] packed = TicketCodec.pack(TicketCase.dispatched().memory);
        for (int length = 1; length < packed.length; length++) {
            byte[] torn = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> TicketCodec.unpack("c1", torn))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("case c1 is torn in state");
        }
        assertThatThrownBy(() -> TicketCodec.unpack("c1", Arrays.copyOf(packed, 999)))
                .hasMessage("case c1 is longer in state than told");
    }

    /** By these places they lie in state: append, and put the new one last here. */
    @Example
    void constantsKeepTheirPlaces() {
        assertPlaces(
                TicketState.values(),
                "DRAFT RECEIVED CLASSIFIED DISPATCHED RETURNED ADJUDICATING SIGNED IN_PROGRESS"
                        + " EXTENDED SUSPENDED CONSULTING ESCALATED DONE VERIFYING REDO"
                        + " CANCELLED_OFF ARCHIVED MERGED INVALID");
        assertPlaces(
                TicketFlag.values(),
                "SUPERVISED SECOND_DISPATCH WHISTLE OVERDUE REPEAT GROUP HOT PROACTIVE SECRET"
                        + " MEDIA INSTRUCTED");
        assertPlaces(ClockKind.values(), "NATURAL WORKING_HOURS WORKING_DAYS");
        assertPlaces(ClockState.values(), "RUNNING PAUSED MET MISSED DROPPED");
        assertPlaces(
                TicketOrderKind.values(),
                "DISPATCH SECOND_DISPATCH NOTICE WHISTLE SUPERVISE URGE WITHDRAW ALERT");
        assertPlaces(VerifyOutcome.values(), "PASSED FAILED UNREACHABLE");
        assertPlaces(
                TicketEventKind.values(),
                "CREATED CLASSIFIED DISPATCHED RETURNED ADJUDICATED SIGNED PROGRESS REPORTED"
                        + " EXTENDED SUSPENDED RESUMED CONSULTED PLANNED ESCALATED DONE VERIFIED"
                        + " REDO SUPERVISED RELEASED CANCELLED ARCHIVED INVALIDATED MERGED LINKED"
                        + " RATED SECRET FLAGGED");
        assertThat(String.join(" ", PackIn.WORDS))
                .isEqualTo(
                        "respond complete dispatch consult plan longhua youyilu-general"
                                + " youyilu-difficult youyilu-major minsu-urgent minsu-normal"
                                + " cg-01-02 cg-01-04 cg-01-05 cg-illegal-stop cg-illegal-punish"
                                + " cg-illegal-demolish");
    }

    private static void assertPlaces(Enum<?>[] constants, String names) {
        assertThat(Arrays.stream(constants).map(Enum::name).toList())
                .containsExactly(names.split(" "));
    }

    private static Set<String> fields(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                names.add(type.getSimpleName() + "." + field.getName());
            }
        }
        return names;
    }

    private static void check(Set<String> left, Object one, Object usual) throws Exception {
        for (Field field : one.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                Object value = field.get(one);
                boolean same =
                        value instanceof long[] times
                                ? times.length == 0
                                : Objects.equals(value, field.get(usual));
                if (!same) {
                    left.remove(one.getClass().getSimpleName() + "." + field.getName());
                }
            }
        }
    }
}
