//! The built-in data: no faults, and every rule of every language does what its examples say.

use khabar::check::check;
use khabar::resources::source::DataSource;

#[test]
fn built_in_data_are_sound_and_rules_do_what_their_examples_say() {
    let found = check(&DataSource::BuiltIn);
    let problems: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
    assert!(found.rules > 0 && found.texts >= 2 * found.rules);
}
