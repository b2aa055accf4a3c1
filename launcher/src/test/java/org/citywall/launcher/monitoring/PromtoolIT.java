package org.citywall.launcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.citywall.launcher.tool.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads the rules and runs their tests. */
class PromtoolIT {
    private Tool promtool;

    @BeforeEach
    void findPromtool() {
        promtool = Tool.required("promtool", "Debian's package prometheus");
    }

    @Test
    void rulesAreWellFormed() {
        Tool.Answer answer = run("check", "rules", Monitoring.RULES);

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.out()).doesNotContain("FAILED").contains("rules found");
    }

    @Test
    void rulesFireWhenTheyShallAndOnlyThen() {
        Tool.Answer answer = run("test", "rules", Monitoring.TESTS);

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(answer.out()).contains("SUCCESS").doesNotContain("FAILED");
    }

    /** Without this the two above could be green because nothing is read. */
    @Test
    void ruleThatIsTooLateFailsItsTest(@TempDir Path copy) throws IOException {
        Path rules = Files.createDirectories(copy.resolve("rules")).resolve("chain.yml");
        Path tests = Files.createDirectories(copy.resolve("tests")).resolve("chain.yml");
        String text = Files.readString(Monitoring.RULES.resolve("chain.yml"));
        Files.writeString(rules, text.replace("citywall_canary_age_seconds) > 5", "up) > 5"));
        Files.copy(Monitoring.TESTS.resolve("chain.yml"), tests);

        Tool.Answer answer = promtool.run(Path.of("."), List.of("test", "rules", tests.toString()));

        assertThat(answer.exit()).isNotZero();
        assertThat(answer.out()).contains("AlarmPathBroken");
    }

    private Tool.Answer run(String verb, String what, Path folder) {
        List<String> arguments = new ArrayList<>(List.of(verb, what));
        Monitoring.files(folder, ".yml").forEach(file -> arguments.add(file.toString()));
        return promtool.run(Path.of("."), arguments);
    }
}
