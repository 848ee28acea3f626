"""The pictures, by the lengths and places worked out by hand."""

import re

from page.pictures import balance, curve, levels, stacked_bars


def test_gains_go_right_and_losses_left_in_proportion() -> None:
    html = str(balance("Changes", [("fact", 4, 2), ("<b>", 0, 1)], ("Better", "Worse")))
    bars = re.findall(r'<rect class="(\w+)" x="([\d.]+)" y="\d+" width="([\d.]+)"', html)
    # 400 wide from 220, its middle at 420, 30 kept free for the numbers on either side: 170 for 4.
    assert bars == [("better", "420.0", "170.0"), ("worse", "335.0", "85.0"), ("worse", "377.5", "42.5")]
    assert "<b>" not in html


def test_the_curve_goes_in_steps_through_its_points() -> None:
    html = str(curve("Trade-off", [(0, 1), (0, 0.5), (1, 0)], (0, 0.5), ("False refusals", "False answers")))
    # 540 wide and 240 high, from 64 across and 14 down.
    assert 'd="M64.0 14.0H64.0V134.0H604.0V254.0"' in html
    assert '<circle class="chosen" cx="64.0" cy="134.0"' in html
    assert "False refusals 0%, false answers 50%" in html


def test_levels_and_stacked_bars_are_drawn_to_scale() -> None:
    assert 'class="part-0" x="220" y="5" width="100.0"' in levels("Right", [("fact", 0.25)])
    html = str(stacked_bars("Who", [("Ada", (1, 3))], ("One", "Two")))
    assert re.findall(r'class="part-\d" x="([\d.]+)" y="5" width="([\d.]+)"', html) == [
        ("220.0", "100.0"),
        ("320.0", "300.0"),
    ]
