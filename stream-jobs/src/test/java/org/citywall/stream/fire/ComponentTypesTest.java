package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentTypesTest {
    @ParameterizedTest
    @CsvSource({
        "1, 火灾报警控制器（1）",
        "23, 手动火灾报警按钮（23）",
        "24, 消火栓按钮（24）",
        "31, 点型感温火灾探测器（31）",
        "37, 光纤感温火灾探测器（37）",
        "41, 点型离子感烟火灾探测器（41）",
        "44, 吸气式感烟火灾探测器（44）",
        "88, 中继模块（88）",
        "99, 压力开关（99）",
        "106, 管网电磁阀（106）",
        "118, 防火门监控器（118）",
        "121, 警报装置（121）"
    })
    void aCodeOfTheStandardIsAWord(int code, String words) {
        assertThat(ComponentTypes.words(code)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"2", "45", "112", "128", "255"})
    void aCodeThatIsReservedOrTheMakersOwnStaysANumber(int code) {
        assertThat(ComponentTypes.words(code)).isEqualTo(Integer.toString(code));
    }
}
