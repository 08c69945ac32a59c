"""Places of the whole country, and the one that issued a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.places import (
    default_places,
    find_region,
    place_terms,
    short_name,
    split_region,
)


def places(text: str, within: str = "") -> list[str]:
    return [place.name for place in default_places().find(text, within=within)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在广州市天河区和深圳南山办理", "广东省广州市天河区 广东省深圳市南山区"),
        ("南京市鼓楼区、北京朝阳区", "江苏省南京市鼓楼区 北京市朝阳区"),
        ("吉林省吉林市、吉林", "吉林省吉林市 吉林省"),
        ("海南藏族自治州与海南", "青海省海南藏族自治州 海南省"),
        ("延边州、大理、拉萨", "吉林省延边朝鲜族自治州 云南省大理白族自治州 西藏自治区拉萨市"),
        ("台北市、香港、澳门", "台湾省台北市 香港特别行政区 澳门特别行政区"),
        ("仙桃市、句容市", "湖北省仙桃市 江苏省镇江市句容市"),
        ("马鞍山市和县", "安徽省马鞍山市和县"),
        ("广州市场", "广东省广州市"),
    ],
)
def test_places_are_found_with_those_around_them(text: str, expected: str) -> None:
    assert places(text) == expected.split(" ")


@pytest.mark.parametrize(
    "text", ["省和县级", "广西山区"[2:], "日照时间", "长治久安", "新建区域", "各东区"]
)
def test_words_that_only_look_like_a_place_are_none(text: str) -> None:
    assert places(text) == []


def test_the_region_decides_between_places_of_one_name() -> None:
    assert places("鼓楼区") == ["鼓楼区"]
    assert places("鼓楼区", within="福建省福州市") == ["福建省福州市鼓楼区"]
    assert places("云南山区") == ["云南省"]


@pytest.mark.parametrize(
    ("issuers", "title", "number", "region"),
    [
        (["广州市天河区教育局"], "", "", "广东省广州市天河区"),
        (["市财政局"], "", "穗财规〔2020〕1号", "广东省广州市"),
        (["省财政厅"], "", "粤财规〔2020〕1号", "广东省"),
        ([], "杭州市关于推进改革的通知", "", "浙江省杭州市"),
        (["国家税务总局深圳市税务局"], "", "", "广东省深圳市"),
        (["中国银保监会浙江监管局"], "", "", "浙江省"),
        (["教育部"], "关于支持海南发展的意见", "", ""),
        (["国务院"], "", "国发〔2020〕1号", ""),
        (["财政部"], "", "台财法字第11213913980号", "台湾"),
        ([], "关于做好工作的通知", "", ""),
    ],
)
def test_the_region_of_a_document_comes_from_issuer_title_or_number(
    issuers: list[str], title: str, number: str, region: str
) -> None:
    assert find_region(issuers=issuers, title=title, number=number) == region


@pytest.mark.parametrize(
    ("issuer", "title", "number", "region"),
    [
        # The zone lies in a city, under whichever of its names.
        ("成都高新技术产业开发区管理委员会", "", "", "四川省成都市高新技术产业开发区"),
        ("成都市高新区管委会", "", "", "四川省成都市高新区"),
        ("苏州工业园区教育局", "", "", "江苏省苏州市工业园区"),
        ("大连金普新区管理委员会", "", "", "辽宁省大连市金普新区"),
        ("北京经济技术开发区管理委员会", "", "", "北京市经济技术开发区"),
        ("合肥新站高新技术产业开发区管理委员会", "", "", "安徽省合肥市新站高新技术产业开发区"),
        # … in a province, which has many of a kind …
        ("贵州贵安新区管理委员会", "", "", "贵州省贵安新区"),
        ("浙江省高新区建设办公室", "", "", "浙江省"),
        # … or in a part of a free trade zone.
        ("中国（上海）自由贸易试验区管理委员会", "", "", "上海市自由贸易试验区"),
        (
            "中国（广东）自由贸易试验区珠海横琴片区管理委员会",
            "",
            "",
            "广东省珠海市横琴片区",
        ),
        # A zone that is named after a district is no part of it.
        ("广州市南沙新区管理委员会", "", "", "广东省广州市南沙新区"),
        ("上海市浦东新区人民政府", "", "", "上海市浦东新区"),
        # The number says where it lies, or nothing does.
        ("横琴粤澳深度合作区执行委员会", "", "粤横执〔2023〕1号", "广东省横琴粤澳深度合作区"),
        ("市高新区管委会", "", "穗高〔2023〕1号", "广东省广州市高新区"),
        ("省开发区管理局", "", "苏开〔2020〕1号", "江苏省"),
        ("雄安新区管理委员会", "", "", "雄安新区"),
        # The title names it as who issues, not as what it is about.
        ("", "西安高新区关于支持企业发展的若干政策", "", "陕西省西安市高新区"),
        ("", "宁波保税区管委会关于印发办法的通知", "", "浙江省宁波市保税区"),
        ("浙江省人民代表大会常务委员会", "浙江省开发区条例", "", "浙江省"),
        ("海南省人民政府", "海南自由贸易港建设总体方案", "", "海南省"),
        ("国务院", "关于同意设立国家级新区的批复", "", ""),
    ],
)
def test_a_development_zone_is_a_region_below_its_city(
    issuer: str, title: str, number: str, region: str
) -> None:
    found = find_region(issuers=[issuer] if issuer else [], title=title, number=number)
    assert found == region


def test_a_zone_decides_between_places_of_one_name_as_its_city_does() -> None:
    assert places("鼓楼区", within="福建省福州市高新区") == ["福建省福州市鼓楼区"]


@given(st.text(alphabet="广州市高新技术产业开发区南沙片（）管委会关于省", max_size=20))
def test_any_issuer_has_a_region(issuer: str) -> None:
    region = find_region(issuers=[issuer], title=issuer)
    assert region == "" or split_region(region)


def test_every_place_lies_in_a_province_and_has_one_name_of_its_own() -> None:
    known = default_places()
    assert len({code for code in known.names if len(code) == 2}) == 34
    assert all(code[:2] in known.names for code in known.names)
    names = [name for name, _, _ in place_terms()]
    assert len(names) == len(set(names))


def test_short_names_drop_the_ending_and_the_peoples() -> None:
    names = ["广东省", "延边朝鲜族自治州", "内蒙古自治区", "伊犁哈萨克自治州", "和县"]
    assert [short_name(name) for name in names] == ["广东", "延边", "内蒙古", "伊犁", "和县"]


def test_a_region_is_split_into_its_places() -> None:
    assert split_region("广东省广州市天河区") == ("广东省", "广州市", "天河区")
    assert split_region("某地") == ("某地",)


@given(st.text(alphabet="广东省州市天河区海南朝阳和县城鼓楼自治场域", max_size=30))
def test_any_text_gives_places_in_order_without_overlaps(text: str) -> None:
    end = 0
    for place in default_places().find(text):
        assert end <= place.start < place.end
        assert text[place.start : place.end] == place.printed
        end = place.end
