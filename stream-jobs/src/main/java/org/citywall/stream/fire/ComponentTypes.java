package org.citywall.stream.fire;

import java.util.HashMap;
import java.util.Map;

/**
 * What the component type codes of GB/T 26875.3-2011 (table of component types) mean, in words for
 * a card. Codes from 128 on are the maker's own, the others that are missing are reserved.
 */
final class ComponentTypes {
    private static final Map<Integer, String> WORDS = new HashMap<>();

    static {
        from(0, "通用", "火灾报警控制器");
        from(10, "可燃气体探测器", "点型可燃气体探测器", "独立式可燃气体探测器", "线型可燃气体探测器");
        from(16, "电气火灾监控报警器", "剩余电流式电气火灾监控探测器", "测温式电气火灾监控探测器");
        from(21, "探测回路", "火灾显示盘", "手动火灾报警按钮", "消火栓按钮", "火灾探测器");
        from(30, "感温火灾探测器", "点型感温火灾探测器", "点型感温火灾探测器（S 型）", "点型感温火灾探测器（R 型）");
        from(34, "线型感温火灾探测器", "线型感温火灾探测器（S 型）", "线型感温火灾探测器（R 型）", "光纤感温火灾探测器");
        from(40, "感烟火灾探测器", "点型离子感烟火灾探测器", "点型光电感烟火灾探测器", "线型光束感烟火灾探测器", "吸气式感烟火灾探测器");
        from(50, "复合式火灾探测器", "复合式感烟感温火灾探测器", "复合式感光感温火灾探测器", "复合式感光感烟火灾探测器");
        from(61, "紫外火焰探测器", "红外火焰探测器");
        from(69, "感光火灾探测器");
        from(74, "气体探测器");
        from(78, "图像摄像方式火灾探测器", "感声火灾探测器");
        from(81, "气体灭火控制器", "消防电气控制装置", "消防控制室图形显示装置");
        from(84, "模块", "输入模块", "输出模块", "输入/输出模块", "中继模块");
        from(91, "消防水泵", "消防水箱");
        from(95, "喷淋泵", "水流指示器", "信号阀", "报警阀", "压力开关");
        from(101, "阀驱动装置", "防火门", "防火阀", "通风空调", "泡沫液泵", "管网电磁阀");
        from(111, "防烟排烟风机");
        from(113, "排烟防火阀", "常闭送风口", "排烟口", "电控挡烟垂壁", "防火卷帘控制器", "防火门监控器");
        from(121, "警报装置");
    }

    private ComponentTypes() {}

    /** The word with the code behind it; the code alone if the standard has no word for it. */
    static String words(int code) {
        String word = WORDS.get(code);
        return word == null ? Integer.toString(code) : word + "（" + code + "）";
    }

    private static void from(int first, String... words) {
        for (int i = 0; i < words.length; i++) {
            WORDS.put(first + i, words[i]);
        }
    }
}
