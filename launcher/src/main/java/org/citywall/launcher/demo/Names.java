package org.citywall.launcher.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.citywall.launcher.demo.plan.CityPlan;
import org.citywall.launcher.demo.plan.Dice;

/** Invents the Chinese names of buildings; all fictional, no two alike. */
final class Names {
    private static final String[] DIGITS = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    private static final List<String> POETIC =
            List.of(
                    "海棠", "碧荷", "听涛", "云栖", "金桂", "紫荆", "南屏", "望海", "翠竹", "明珠", "丹枫", "凤仪", "瑞景",
                    "嘉汇", "锦绣", "兰亭", "晴川", "悦湾", "沁园", "绿洲", "星河湾畔", "朗晴", "雅颂", "和风", "枫林", "澜岸",
                    "禾香", "景田里", "观澜里", "银杏", "木棉", "蔷薇", "万和", "福泽", "天朗", "春晓", "静安里", "白鹭", "芳邻",
                    "合欢", "梧桐", "玉兰", "江月", "东篱");
    private static final List<String> ESTATE_ENDINGS =
            List.of("花园", "苑", "雅居", "名庭", "家园", "华府", "公馆", "半岛");
    private static final List<String> OLD_ENDINGS = List.of("新村", "小区", "大院", "住宅区", "邨");
    private static final List<String> BUSINESS =
            List.of(
                    "金帆", "远洋", "沙浦", "云湾", "汇通", "联合", "创世", "恒丰", "海纳", "智谷", "通达", "华曜", "新纪元",
                    "国信", "启明", "长风", "宏晟", "鼎盛", "信立", "博雅", "星辉", "泰合", "中洲汇", "正大汇", "天元", "嘉禾",
                    "盈科", "湾区", "领航", "同创");
    private static final List<String> TOWER_ENDINGS =
            List.of("大厦", "中心", "国际大厦", "广场", "金融中心", "商务楼");
    private static final List<String> SHOP_ENDINGS =
            List.of("商场", "购物中心", "酒店", "市场", "百货", "生活广场", "家居城", "综合楼");
    private static final List<String> WORKS_ENDINGS = List.of("工业园", "科技园", "工业区", "产业园");
    private static final List<String> PUBLIC_PLACES =
            List.of(
                    "社区党群服务中心",
                    "社康中心",
                    "文体中心",
                    "图书馆",
                    "消防救援站",
                    "派出所",
                    "人民医院",
                    "敬老院",
                    "市政务服务大厅",
                    "疾控站",
                    "供电所",
                    "环卫基地",
                    "青少年宫",
                    "法庭");
    private static final List<String> SCHOOLS = List.of("小学", "中学", "实验学校", "外国语学校", "职业学校", "幼儿园");
    private static final List<String> SCHOOL_HOUSES = List.of("教学楼", "实验楼", "体育馆", "宿舍楼", "综合楼");
    private static final List<String> PUBLIC_HOUSES = List.of("主楼", "附楼", "后勤楼");

    private final Dice dice;
    private final Set<String> used = new HashSet<>();
    private final Map<Integer, String> blockNames = new HashMap<>();
    private final Map<String, Integer> counters = new HashMap<>();

    Names(long seed) {
        this.dice = Dice.of(seed, "names");
    }

    /** The next building's name; {@code lane} counts the lanes of its village from 1. */
    String of(CityPlan.House house, String community, int lane) {
        String area = community.replace("社区", "");
        return switch (house.kind()) {
            case URBAN_VILLAGE -> {
                String street = CityPlan.villageName(house.village()) + chinese(lane) + "巷";
                yield street + next(street) + "号";
            }
            case RESIDENTIAL -> {
                List<String> endings = house.oldEstate() ? OLD_ENDINGS : ESTATE_ENDINGS;
                String estate = block(house, POETIC, endings);
                yield estate + next(estate) + "栋";
            }
            case INDUSTRIAL -> {
                String works = block(house, BUSINESS, WORKS_ENDINGS);
                yield works + next(works) + "栋";
            }
            case TOWER -> fresh(BUSINESS, TOWER_ENDINGS);
            case COMMERCIAL -> fresh(POETIC, SHOP_ENDINGS);
            case SCHOOL -> ofCampus(house, area, SCHOOLS, SCHOOL_HOUSES);
            case PUBLIC -> ofCampus(house, area, PUBLIC_PLACES, PUBLIC_HOUSES);
        };
    }

    /** 1 → 一, 12 → 十二, 20 → 二十; below 1000. */
    static String chinese(int n) {
        if (n >= 100) {
            String rest = n % 100 == 0 ? "" : n % 100 < 10 ? "零" + DIGITS[n % 100] : tens(n % 100);
            return DIGITS[n / 100] + "百" + (n % 100 >= 10 && n % 100 < 20 ? "一" : "") + rest;
        }
        return tens(n);
    }

    private static String tens(int n) {
        if (n < 10) {
            return DIGITS[n];
        }
        return (n < 20 ? "" : DIGITS[n / 10]) + "十" + DIGITS[n % 10];
    }

    private String ofCampus(
            CityPlan.House house, String area, List<String> kinds, List<String> houses) {
        String campus =
                blockNames.computeIfAbsent(house.block(), b -> unique(area + dice.oneOf(kinds)));
        int n = next(campus);
        return campus + houses.get((n - 1) % houses.size()) + (n > houses.size() ? n : "");
    }

    private String block(CityPlan.House house, List<String> first, List<String> endings) {
        return blockNames.computeIfAbsent(house.block(), b -> fresh(first, endings));
    }

    private String fresh(List<String> first, List<String> endings) {
        List<String> free = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = dice.oneOf(first) + dice.oneOf(endings);
            if (!used.contains(name)) {
                free.add(name);
            }
        }
        return unique(free.isEmpty() ? dice.oneOf(first) + dice.oneOf(endings) : free.get(0));
    }

    /** The name, or its second, third … phase. */
    private String unique(String name) {
        String candidate = name;
        for (int phase = 2; !used.add(candidate); phase++) {
            candidate = name + chinese(phase) + "期";
        }
        return candidate;
    }

    private int next(String series) {
        return counters.merge(series, 1, Integer::sum);
    }
}
