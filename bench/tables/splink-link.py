"""Links a set with Splink, versions 4 and 5, by a hand-made specification.

usage: splink-link.py SET (JSON) DIRECTORY; writes clusters-0.95.parquet and others beside the tables, prints seconds as JSON.
"""
import json
import logging
import os
import sys
import time
import warnings

import duckdb
import splink
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

warnings.filterwarnings("ignore")
logging.getLogger("splink").setLevel(logging.ERROR)
THRESHOLDS = (0.5, 0.8, 0.95, 0.99)

spec, directory = json.loads(sys.argv[1]), sys.argv[2]
columns, two = spec["columns"], spec["tables"] == "TWO"
date = {"ISO": "%Y-%m-%d", "DOTTED": "%d.%m.%Y", "SLASHED": "%d/%m/%Y"}[spec["date"]]

connection = duckdb.connect(config={"threads": 2, "memory_limit": "3GB", "temp_directory": os.path.join(directory, "spill")})
sides = ["left", "right"] if two else ["left"]
fields = {}
for field, column in columns.items():
    value = f"trim(\"{column}\")" if field in ("sex", "phone") else f"lower(trim(\"{column}\"))"
    fields[field] = f"strftime(try_strptime({value}, '{date}'), '%Y-%m-%d')" if field == "birth" else f"nullif({value}, '')"
both = ", nullif(concat_ws(' ', given, surname), '') AS given_surname" if "given" in fields else ""
for side in sides:
    selected = ", ".join(f"{sql} AS {field}" for field, sql in fields.items())
    connection.execute(
        f"CREATE TABLE {side}_people AS SELECT *{both} FROM (SELECT '{side} ' || id AS unique_id, {selected} FROM read_csv('{directory}/{side}.csv', all_varchar = true, header = true))"
    )

comparisons = []
if "given" in fields:
    comparisons.append(cl.ForenameSurnameComparison("given", "surname", forename_surname_concat_col_name="given_surname"))
for field in fields:
    if field == "name":
        comparisons.append(cl.LevenshteinAtThresholds("name", [3, 6]).configure(term_frequency_adjustments=True))
    elif field == "birth":
        comparisons.append(cl.DateOfBirthComparison("birth", input_is_string=True, datetime_format="%Y-%m-%d", invalid_dates_as_null=True))
    elif field in ("town", "street"):
        comparisons.append(cl.JaroWinklerAtThresholds(field, [0.92, 0.8]).configure(term_frequency_adjustments=True))
    elif field == "phone":
        comparisons.append(cl.DamerauLevenshteinAtThresholds("phone", [1, 2]))
    elif field == "sex":
        comparisons.append(cl.ExactMatch("sex"))

names = ["given", "surname"] if "given" in fields else ["name"]
other = [field for field in ("phone", "street", "town") if field in fields]
rules = [block_on(*names)] + [block_on(name, "birth") for name in names]
rules += [block_on("birth", field) for field in other] + [block_on(name, field) for name in names for field in other]
if len(names) == 2:
    rules += [block_on("substr(surname, 1, 3)", "substr(birth, 1, 7)"), block_on("substr(given, 1, 3)", "substr(birth, 1, 7)")]
else:
    rules += [block_on("substr(name, 1, 1)", "substr(birth, 1, 7)"), block_on("substr(name, -2)", "substr(birth, 1, 7)")]

started = time.time()
settings = SettingsCreator(
    link_type="link_only" if two else "dedupe_only",
    comparisons=comparisons,
    blocking_rules_to_generate_predictions=rules,
    retain_matching_columns=False,
)
api = DuckDBAPI(connection=connection)
if splink.__version__.startswith("4"):
    linker = Linker([f"{side}_people" for side in sides] if two else "left_people", settings, api, set_up_basic_logging=False)
else:
    tables = [api.register(f"{side}_people") for side in sides]
    linker = Linker(tables if two else tables[0], settings)
linker.training.estimate_probability_two_random_records_match([block_on(*names, "birth")], recall=0.7)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
for rule in (block_on(*names), block_on("birth")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
seconds = None
for threshold in sorted(THRESHOLDS, key=lambda value: value != 0.95):
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=threshold)
    seconds = seconds or time.time() - started
    connection.execute(
        f"COPY (SELECT split_part(unique_id, ' ', 1) AS side, split_part(unique_id, ' ', 2) AS id, cluster_id AS cluster FROM {found.physical_name}) TO '{directory}/clusters-{threshold}.parquet' (FORMAT parquet)"
    )
print(json.dumps({"version": splink.__version__, "seconds": seconds, "thresholds": THRESHOLDS}))
