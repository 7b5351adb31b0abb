"""``python -m nianbao`` and the console script."""


def main() -> None:
    """Run the command line."""
    from nianbao.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
