"""`kg view`: a built graph's folder in, its page written and named."""

from click.testing import CliRunner

from kg.cli.view import command


def test_the_page_is_written_beside_the_graph(toy):
    told = CliRunner().invoke(command, ["--graph", str(toy), "--no-open", "--no-sparql"])
    assert told.exit_code == 0, told.output
    assert told.output.strip() == str(toy / "explorer.html")
    assert "<!doctype html>" in (toy / "explorer.html").read_text(encoding="utf-8")


def test_title_and_file_can_be_chosen(toy, tmp_path):
    out = tmp_path / "x.html"
    arguments = ["--graph", str(toy), "--no-open", "--out", str(out), "--title", "A & <B>"]
    assert CliRunner().invoke(command, arguments).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "<title>A &amp; &lt;B&gt;</title>" in text
    assert 'id="kg-engine"' in text
